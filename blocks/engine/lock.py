"""The lock around a process that runs somebody's Python: what Linux takes from a process that asks for it.

Three parts, each of which can be missing: limits (`resource`), Landlock (no files but some to read, no network, no
signals), and a filter on system calls (no sockets, no new processes, no new programs, no way back). `lock` takes what
there is and says what it got. It needs no rights, costs some milliseconds, and cannot be undone. It is no shield
against mistakes in the kernel itself, nor against what can be learnt from a shared processor.

Sources: https://docs.kernel.org/userspace-api/landlock.html, https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

import contextlib
import ctypes
import os
import platform
import struct
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _SIGKILL = 1, 22, 38, 9
READABLE = ("/proc/meminfo", "/proc/cpuinfo", "/proc/stat", "/sys/devices/system/cpu")  # what torch and psutil look at
MOST_FILES = 64  # open at once


class Locked(msgspec.Struct, frozen=True):
    """What holds in a locked process. `landlock` is the version of its rules, 0 where there are none."""

    memory: bool = False
    landlock: int = 0
    calls: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing that this file knows of is missing."""
        return self.memory and self.landlock > 0 and self.calls

    def __str__(self) -> str:
        parts = [
            ("memory and time are limited", self.memory),
            (f"files and network are out of reach (Landlock {self.landlock})", self.landlock > 0),
            ("no other program or process can be started (seccomp)", self.calls),
        ]
        held = [words for words, holds in parts if holds]
        return f"Code blocks run in a process of their own: {', '.join(held) or 'nothing more is enforced here'}."


def lock(memory: int | None, seconds: float, readable: Iterable[Path]) -> Locked:
    """Lock this process, once and for all: `memory` in bytes of address space (None: no limit, as CUDA needs), so many
    seconds of computing, and folders that it may read. Threads that run already are not locked: there must be none."""
    limited = _limited(memory, seconds)
    if not sys.platform.startswith("linux"):
        return Locked(limited)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return Locked(limited)
    return Locked(limited, _landlock(libc, [*readable, *map(Path, READABLE)]), _filter_calls(libc))


def _limited(memory: int | None, seconds: float) -> bool:
    try:
        import resource
    except ImportError:  # Windows
        return False
    limits = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_NOFILE: MOST_FILES}
    limits[resource.RLIMIT_CPU] = int(time.process_time() + seconds * (os.cpu_count() or 1)) + 2  # that of all threads
    if memory is not None:
        limits[resource.RLIMIT_AS] = memory
    try:
        for which, most in limits.items():
            resource.setrlimit(which, (most, most))
    except (ValueError, OSError):
        return False
    return memory is not None and sys.platform != "darwin"  # which does not keep to it


# --- Landlock

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # on every machine
_EXECUTE, _WRITE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_FILES = (0, 1 << 13, 1 << 14, 1 << 15, 1 << 15, 1 << 16, 1 << 16, 1 << 16)  # by version: one past its highest right
_NETWORK, _SCOPES = 0b11, 0b11  # bind and connect, from version 4; abstract sockets and signals, from version 6


def landlock_version() -> int:
    """The version of Landlock here, 0 where there is none."""
    if not sys.platform.startswith("linux"):
        return 0
    found = ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, 0, 1)
    return max(int(found), 0)


def _landlock(libc: ctypes.CDLL, readable: Iterable[Path]) -> int:
    """Take all files but those to read, and the network; the version in force."""
    version = landlock_version()
    if not version:
        return 0
    files = _FILES[min(version, len(_FILES) - 1)] - 1
    rules = [files, *[_NETWORK] * (version >= 4), *[_SCOPES] * (version >= 6)]
    attributes = struct.pack(f"<{len(rules)}Q", *rules)
    ruleset = libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return 0
    for path in readable:
        _allow_reading(libc, ruleset, path)
    failed = libc.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    return 0 if failed else version


def _allow_reading(libc: ctypes.CDLL, ruleset: int, path: Path) -> None:
    with contextlib.suppress(OSError):  # what is not there needs no rule
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rights = _READ_FILE | _READ_DIR | _EXECUTE if path.is_dir() else _READ_FILE  # libraries are mapped to execute
        libc.syscall(_ADD_RULE, ruleset, 1, struct.pack("<Qi", rights, place), 0)
        os.close(place)


# --- the filter on system calls: a program of the kernel's own small machine

_ALLOW, _KILL, _ERROR, _EPERM, _ENOSYS = 0x7FFF0000, 0x80000000, 0x00050000, 1, 38
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16  # places in what the program is given
_THREAD = 0x10000  # the flag of `clone` that makes a thread and no process
_X32 = 0x40000000  # a second way to call on x86_64

# By name: the number on x86_64 and on aarch64, where there is one.
DENIED: dict[str, tuple[int, int | None]] = {
    "socket": (41, 198), "connect": (42, 203), "accept": (43, 202), "bind": (49, 200), "listen": (50, 201),
    "socketpair": (53, 199), "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281),
    "kill": (62, 129), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "process_madvise": (440, 440),
    "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180), "memfd_create": (319, 279),
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "setuid": (105, 146), "setgid": (106, 144), "setreuid": (113, 145), "setregid": (114, 143),
    "setgroups": (116, 159), "setresuid": (117, 147), "setresgid": (119, 149), "setrlimit": (160, 164),
    "setpriority": (141, 140), "sched_setscheduler": (144, 119), "sched_setattr": (314, 274),
    "personality": (135, 92), "unshare": (272, 97), "setns": (308, 268), "chroot": (161, 51), "pivot_root": (155, 41),
    "mount": (165, 40), "umount2": (166, 39), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "mount_setattr": (442, 442), "swapon": (167, 224), "swapoff": (168, 225),
    "reboot": (169, 142), "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "perf_event_open": (298, 241), "bpf": (321, 280), "userfaultfd": (323, 282),
    "open_by_handle_at": (304, 265), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
}  # fmt: skip
_MACHINES = {"x86_64": (0, 0xC000003E, 56, 302, 234), "aarch64": (1, 0xC00000B7, 220, 261, 131)}
_CLONE3 = 435


def _filter_calls(libc: ctypes.CDLL) -> bool:
    """Refuse the calls above, and those of `clone`, `prlimit64` and `tgkill` that would reach beyond this process."""
    machine = _MACHINES.get(platform.machine())
    if machine is None or sys.maxsize < 2**32:
        return False
    column, name, clone, limit, signal = machine
    program = [
        (_LOAD, 0, 0, _MACHINE), (_EQUAL, 1, 0, name), (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _ERROR | _EPERM),
        (_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, _ERROR | _ENOSYS),  # the C library falls back to clone
        # a new process is none of a thread's flags; a limit is set where the third argument is an address; a signal
        # goes to another process where the first argument is not this one
        (_EQUAL, 0, 4, clone), (_LOAD, 0, 0, _ARGUMENTS), (_ANY_BIT, 1, 0, _THREAD), (_RETURN, 0, 0, _ERROR | _EPERM),
        (_RETURN, 0, 0, _ALLOW),
        (_EQUAL, 0, 6, limit), (_LOAD, 0, 0, _ARGUMENTS + 16), (_EQUAL, 0, 2, 0), (_LOAD, 0, 0, _ARGUMENTS + 20),
        (_EQUAL, 1, 0, 0), (_RETURN, 0, 0, _ERROR | _EPERM), (_RETURN, 0, 0, _ALLOW),
        (_EQUAL, 0, 4, signal), (_LOAD, 0, 0, _ARGUMENTS), (_EQUAL, 1, 0, os.getpid()),
        (_RETURN, 0, 0, _ERROR | _EPERM), (_RETURN, 0, 0, _ALLOW),
    ]  # fmt: skip
    for number in filter(None, (numbers[column] for numbers in DENIED.values())):
        program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERROR | _EPERM)]
    program.append((_RETURN, 0, 0, _ALLOW))
    code = b"".join(struct.pack("<HBBI", *each) for each in program)
    kept = ctypes.create_string_buffer(code, len(code))
    head = struct.pack("@HP", len(program), ctypes.addressof(kept))
    return bool(libc.prctl(_PR_SET_SECCOMP, 2, head, 0, 0) == 0)
