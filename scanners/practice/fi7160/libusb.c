/* A stand-in for libusb 1.0 with one device, whose bulk transfers go over a unix socket.
 *
 * Loaded by LD_PRELOAD into the process that runs SANE, and into no other. It has what
 * sane-backends' sanei_usb.c uses. FAKEUSB_SOCKET names the socket of the emulator.
 *
 * A packet to the emulator: kind ('O' or 'I'), sequence, length, timeout in ms, each 32 bits, then
 * the data of an 'O'. An answer: sequence, length or a negative libusb error, then the data of an
 * 'I'. Both ends are on one machine, so the byte order is the machine's.
 */
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>
#include <unistd.h>

enum { VENDOR_FUJITSU = 0x04c5, PRODUCT_FI_7160 = 0x132e };
enum { ERROR_IO = -1, ERROR_NO_DEVICE = -4, ERROR_TIMEOUT = -7, ERROR_PIPE = -9 };
enum { DIRECTION_IN = 0x80, ENDPOINT_IN = 0x81, ENDPOINT_OUT = 0x02 };

struct device_descriptor {
  uint8_t length, type;
  uint16_t usb_version;
  uint8_t class, subclass, protocol, max_packet;
  uint16_t vendor, product, version;
  uint8_t maker_string, product_string, serial_string, configurations;
};

struct endpoint_descriptor {
  uint8_t length, type, address, attributes;
  uint16_t max_packet;
  uint8_t interval, refresh, synch;
  const unsigned char *extra;
  int extra_length;
};

struct interface_descriptor {
  uint8_t length, type, number, alternate, endpoints, class, subclass, protocol, string;
  const struct endpoint_descriptor *endpoint;
  const unsigned char *extra;
  int extra_length;
};

struct interface {
  const struct interface_descriptor *alternates;
  int count;
};

struct configuration_descriptor {
  uint8_t length, type;
  uint16_t total_length;
  uint8_t interfaces, value, string, attributes, max_power;
  const struct interface *interface;
  const unsigned char *extra;
  int extra_length;
};

static struct endpoint_descriptor endpoints[] = {
    {7, 5, ENDPOINT_IN, 2, 512, 0, 0, 0, NULL, 0},
    {7, 5, ENDPOINT_OUT, 2, 512, 0, 0, 0, NULL, 0},
};
static struct interface_descriptor alternate = {9, 4, 0, 0, 2, 255, 255, 255, 0, endpoints, NULL, 0};
static struct interface only_interface = {&alternate, 1};
static struct configuration_descriptor configuration = {
    9, 2, 32, 1, 1, 0, 0x80, 50, &only_interface, NULL, 0};

static int the_device; /* its address stands for context, device and handle alike */
static int link_fd = -1;
static uint32_t sequence;

static int plug_in(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  const char *path = getenv("FAKEUSB_SOCKET");
  if (link_fd >= 0) return 0;
  if (path == NULL || strlen(path) >= sizeof address.sun_path) return ERROR_NO_DEVICE;
  strcpy(address.sun_path, path);
  link_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (link_fd < 0) return ERROR_IO;
  if (connect(link_fd, (struct sockaddr *)&address, sizeof address) == 0) return 0;
  close(link_fd);
  link_fd = -1;
  return ERROR_NO_DEVICE;
}

static void unplug(void) {
  close(link_fd);
  link_fd = -1;
}

/* All of it or an error; the timeout is for each part that comes or goes, as the kernel's is. */
static int pass(int sending, void *bytes, size_t count, unsigned timeout_ms) {
  char *next = bytes;
  while (count > 0) {
    struct pollfd ready = {link_fd, sending ? POLLOUT : POLLIN, 0};
    int polled = poll(&ready, 1, timeout_ms > 0 ? (int)timeout_ms : -1);
    if (polled == 0) return ERROR_TIMEOUT;
    if (polled < 0 && errno == EINTR) continue;
    if (polled < 0) return ERROR_IO;
    ssize_t passed =
        sending ? send(link_fd, next, count, MSG_NOSIGNAL) : recv(link_fd, next, count, 0);
    if (passed <= 0) {
      unplug();
      return ERROR_NO_DEVICE;
    }
    next += passed;
    count -= (size_t)passed;
  }
  return 0;
}

/* Of a transfer that timed out earlier: its answer is read and forgotten. */
static int forget(int32_t length, unsigned timeout_ms) {
  char waste[4096];
  while (length > 0) {
    int32_t part = length < (int32_t)sizeof waste ? length : (int32_t)sizeof waste;
    int failed = pass(0, waste, (size_t)part, timeout_ms);
    if (failed) return failed;
    length -= part;
  }
  return 0;
}

static int receive(int wants_data, unsigned char *data, int room, int *done, unsigned timeout_ms) {
  for (;;) {
    int32_t answer[2];
    int failed = pass(0, answer, sizeof answer, timeout_ms);
    if (failed) return failed;
    int32_t length = answer[1];
    if ((uint32_t)answer[0] != sequence) {
      if ((failed = forget(length, timeout_ms))) return failed;
      continue;
    }
    if (length < 0) return length;
    if (!wants_data) return 0;
    int32_t wanted = length < room ? length : room;
    if ((failed = pass(0, data, (size_t)wanted, timeout_ms))) return failed;
    *done = wanted;
    return forget(length - wanted, timeout_ms);
  }
}

int libusb_bulk_transfer(void *handle, unsigned char endpoint, unsigned char *data, int length,
                         int *transferred, unsigned timeout_ms) {
  int sending = !(endpoint & DIRECTION_IN);
  uint32_t packet[4] = {sending ? 'O' : 'I', ++sequence, (uint32_t)length, timeout_ms};
  int nobody_asks = 0;
  int *done = transferred != NULL ? transferred : &nobody_asks;
  int failed;
  *done = 0;
  if (link_fd < 0) return ERROR_NO_DEVICE;
  if ((failed = pass(1, packet, sizeof packet, timeout_ms))) return failed;
  if (sending && (failed = pass(1, data, (size_t)length, timeout_ms))) return failed;
  failed = receive(!sending, data, length, done, timeout_ms);
  if (!failed && sending) *done = length;
  return failed;
}

int libusb_init(void **context) {
  if (context) *context = &the_device;
  return 0;
}

ssize_t libusb_get_device_list(void *context, void ***list) {
  int there = plug_in() == 0;
  *list = calloc(2, sizeof(void *));
  if (there) (*list)[0] = &the_device;
  return there;
}

void libusb_free_device_list(void **list, int unreference) { free(list); }

int libusb_get_device_descriptor(void *device, struct device_descriptor *out) {
  *out = (struct device_descriptor){18, 1,    0x200, 255, 255, 255, 64, VENDOR_FUJITSU,
                                    PRODUCT_FI_7160, 0x100, 0, 0, 0, 1};
  return 0;
}

int libusb_get_config_descriptor(void *device, uint8_t index,
                                 struct configuration_descriptor **out) {
  *out = &configuration;
  return 0;
}

int libusb_get_active_config_descriptor(void *device, struct configuration_descriptor **out) {
  *out = &configuration;
  return 0;
}

int libusb_open(void *device, void **handle) {
  *handle = &the_device;
  return plug_in();
}

int libusb_get_configuration(void *handle, int *value) {
  *value = 1;
  return 0;
}

int libusb_control_transfer(void *handle, uint8_t type, uint8_t request, uint16_t value,
                            uint16_t index, unsigned char *data, uint16_t length,
                            unsigned timeout_ms) {
  return ERROR_PIPE;
}

int libusb_interrupt_transfer(void *handle, unsigned char endpoint, unsigned char *data, int length,
                              int *transferred, unsigned timeout_ms) {
  return ERROR_TIMEOUT;
}

/* What needs no doing when there is one device that nobody else has. */
void libusb_exit(void *context) {}
int libusb_set_option(void *context, int option, ...) { return 0; }
void libusb_set_debug(void *context, int level) {}
void *libusb_ref_device(void *device) { return device; }
void libusb_unref_device(void *device) {}
uint8_t libusb_get_bus_number(void *device) { return 1; }
uint8_t libusb_get_device_address(void *device) { return 7; }
void libusb_free_config_descriptor(struct configuration_descriptor *freed) {}
void libusb_close(void *handle) {}
int libusb_set_configuration(void *handle, int value) { return 0; }
int libusb_claim_interface(void *handle, int number) { return 0; }
int libusb_release_interface(void *handle, int number) { return 0; }
int libusb_set_interface_alt_setting(void *handle, int number, int setting) { return 0; }
int libusb_clear_halt(void *handle, unsigned char endpoint) { return 0; }
int libusb_reset_device(void *handle) { return 0; }
int libusb_kernel_driver_active(void *handle, int number) { return 0; }
const char *libusb_error_name(int code) { return "PRACTICE"; }
