"""Which system calls a program may make: a filter of the kernel's, which nothing can take away."""

CLONE_THREAD = 1 << 16
# The numbers of an architecture: the calls that are looked at, by name, and those that are refused.
# In the order of the lists: other processes (fork, vfork, execve, execveat; their memory: ptrace,
# process_vm_readv, process_vm_writev, kcmp); memory past its limit (shmget, semget, msgget,
# mq_open, memfd_create); keys (add_key, request_key, keyctl); the kernel's own machines (bpf,
# perf_event_open, userfaultfd, kexec_load, kexec_file_load, the three of modules); mounts (mount,
# umount2, pivot_root, chroot, setns, unshare, swapon, swapoff, quotactl, open and name by handle,
# fanotify_init); the machine's settings (syslog, reboot, acct, four of clocks, sethostname,
# setdomainname, vhangup, personality, lookup_dcookie, migrate_pages, move_pages), and x86's ports.
CALLS = {
    "x86_64": {
        "architecture": 0xC000003E,
        "clone": 56,
        "prctl": 157,
        "socket": 41,
        "prlimit64": 302,
        "kill": (62, 200, 234, 129, 297),
        "refused": [
            *(57, 58, 59, 322, 101, 310, 311, 312),
            *(29, 64, 68, 240, 319),
            *(248, 249, 250),
            *(321, 298, 323, 246, 320, 175, 176, 313),
            *(165, 166, 155, 161, 308, 272, 167, 168, 179, 304, 303, 300),
            *(103, 169, 163, 164, 227, 305, 159, 170, 171, 153, 135, 212, 256, 279),
            *(154, 172, 173, 134, 156, 174, 177, 178, 180),
        ],
    },
    "aarch64": {
        "architecture": 0xC00000B7,
        "clone": 220,
        "prctl": 167,
        "socket": 198,
        "prlimit64": 261,
        "kill": (129, 130, 131, 138, 240),
        "refused": [
            *(221, 281, 117, 270, 271, 272),
            *(194, 190, 186, 180, 279),
            *(217, 218, 219),
            *(280, 241, 282, 104, 294, 105, 106, 273),
            *(40, 39, 41, 51, 268, 97, 224, 225, 60, 265, 264, 262),
            *(116, 142, 89, 170, 112, 266, 171, 161, 162, 58, 92, 18, 238, 239),
            42,
        ],
    },
}
# From here on the numbers are the same everywhere. Among those that do not exist for a program are
# pidfd_send_signal, io_uring (three), the new mounts, pidfd_open, clone3 (its flags cannot be seen;
# clone is taken instead), pidfd_getfd and memfd_secret. What does: close_range, openat2,
# faccessat2, epoll_pwait2, landlock, futex_waitv, cachestat, fchmodat2, map_shadow_stack, futex.
COMMON = 424
ALLOWED = [436, 437, 439, 441, 444, 445, 446, 449, 451, 452, 453, 454, 455, 456]
AF_UNIX, AF_INET, AF_INET6, AF_NETLINK = 1, 2, 10, 16


def one_process(others=()):
    """Lets this process make threads, but no process, and lets it outlive its parent no more.

    So all of it ends with one signal, and the limit on its memory is the limit on all. Each rule
    compares the call's number, or the lower half of its first argument, and answers with an error
    or lets it be. Signals reach itself alone, and the processes that are named here.
    """
    load, equal, at_least, any_bit, answer = 0x20, 0x15, 0x35, 0x45, 0x06
    number, architecture, first = 0, 4, 16  # where the kernel puts what is compared
    allow, refuse, unknown = 0x7FFF0000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
    machine = os.uname().machine
    if machine not in CALLS:
        raise OSError(f"the system calls of {machine} are not known")
    calls = CALLS[machine]

    def when(test, value, *then):
        return [(test, 0, len(then), value), *then]

    def say(what):
        return (answer, 0, 0, what)

    def each(test, values, *then):
        return [rule for value in values for rule in when(test, value, *then)]

    argument = (load, 0, 0, first)

    def only(call, values):
        """The call, with one of these values of its first argument."""
        rules = [argument, *each(equal, values, say(allow)), say(refuse)]
        return when(equal, call, *rules)

    own = (0, os.getpid(), *others)
    rules = [
        (load, 0, 0, architecture),
        (equal, 1, 0, calls["architecture"]),
        say(refuse),
        (load, 0, 0, number),
        *when(at_least, 0x40000000, say(refuse)),  # the same calls under other numbers
        *each(equal, ALLOWED, say(allow)),
        *when(at_least, COMMON, say(unknown)),
        *each(equal, calls["refused"], say(refuse)),
        *when(
            equal,
            calls["clone"],
            argument,
            *when(any_bit, CLONE_THREAD, say(allow)),
            say(refuse),
        ),
        *when(
            equal,
            calls["prctl"],
            argument,
            *when(equal, PR_SET_PDEATHSIG, say(refuse)),
            say(allow),
        ),
        *only(calls["prlimit64"], [0, os.getpid()]),
        *(rule for call in calls["kill"] for rule in only(call, own)),
        *only(calls["socket"], [AF_UNIX, AF_INET, AF_INET6, AF_NETLINK]),
        say(allow),
    ]
    text = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *rule) for rule in rules))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(rules), ctypes.addressof(text)))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, 2, ctypes.addressof(program))


def no_keys():
    """A new session keyring, for the time before the filter; a kernel without keys has none."""
    LIBC.syscall(250 if os.uname().machine == "x86_64" else 219, 1, None)


