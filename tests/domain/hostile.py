"""Text that never was an identifier: other scripts' digits, bidi marks, NUL, endless input."""

from hypothesis import strategies as st

ZEROS = (0x660, 0x966, 0xFF10, 0x1D7CE)
"""Arabic, Devanagari, fullwidth and mathematical bold: all of them digits to `str.isdigit`."""
OTHER_DIGITS = "".join(chr(zero + n) for zero in ZEROS for n in range(10)) + "\u00b2\u00b3\u2460"
MARKS = "\u202e\u200f\u2066\u2069\u200b\u00ad\ufeff\x00\n\r\x1d\u2028"
IDENTIFIER_CHARS = "0123456789-+ #>;,.%CHRSEkr:()[]{}\"'"

hostile = st.one_of(
    st.text(),
    st.text(alphabet=IDENTIFIER_CHARS + OTHER_DIGITS + MARKS, max_size=90),
    st.text(alphabet=IDENTIFIER_CHARS, max_size=30),
    st.builds(
        str.__mul__,
        st.sampled_from([*IDENTIFIER_CHARS, "00", "{[", "\u0661"]),
        st.integers(100, 100_000),
    ),
)


def spoiled(valid: str) -> list[str]:
    """A valid identifier, each time with one hostile character put in or instead of a digit."""
    inside = [valid[:4] + mark + valid[4:] for mark in MARKS]
    around = [mark + valid for mark in MARKS] + [valid + mark for mark in MARKS]
    at = next(n for n, char in enumerate(valid) if char.isdigit())
    digit = int(valid[at])
    other = [valid[:at] + chr(zero + digit) + valid[at + 1 :] for zero in ZEROS]
    return inside + around + other
