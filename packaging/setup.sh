# Sets up everything Mailroom needs on Debian 12; sourced by `run` and `test`.
#
# System packages come from apt, Python packages from `constraints.txt` (locked, hashed) into an
# environment of its own. Each half is skipped when its stamp says that nothing has changed.

set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
env="${MAILROOM_ENV:-$root/.venv}"

say() { printf '%s\n' "mailroom: $*" >&2; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Only packages that dpkg does not know as installed are asked for, so a second run needs no apt.
install_system() {
  local wanted missing=()
  mapfile -t wanted < <(sed -e 's/[[:space:]]*#.*//' -e '/^[[:space:]]*$/d' "$@")
  for package in "${wanted[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
      missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "installing ${#missing[@]} system packages"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# The stamp holds the digest of what was installed, so an edited lock is noticed.
install_python() {
  local stamp="$env/installed.sha256" digest
  digest="$(cat "$root/pyproject.toml" "$@" | sha256sum | cut -d' ' -f1)"
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$digest" ] && return
  say "installing Python packages into $env"
  [ -x "$env/bin/python" ] || "$(python)" -m venv "$env"
  # python-sane is built here against the system's libsane, with the locked setuptools.
  "$env/bin/pip" install -q --disable-pip-version-check --require-hashes -r "$root/packaging/build.txt"
  local file
  for file in "$@"; do
    "$env/bin/pip" install -q --disable-pip-version-check --no-build-isolation --require-hashes -r "$file"
  done
  "$env/bin/pip" install -q --disable-pip-version-check --no-build-isolation --no-deps -e "$root"
  printf '%s\n' "$digest" >"$stamp"
}

python() {
  command -v python3.11 || command -v python3
}
