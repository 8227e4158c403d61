"""The rules of `rules/security/` in CEL."""

from ..expression import Over, compiled

_NON_ROOT = (
    "c.?securityContext.?runAsNonRoot"
    ".or(variables.spec.?securityContext.?runAsNonRoot).orValue(false)"
)
_USER = "c.?securityContext.?runAsUser.or(variables.spec.?securityContext.?runAsUser)"
_GROUP = "c.?securityContext.?runAsGroup.or(variables.spec.?securityContext.?runAsGroup)"
_POD_SECCOMP = "variables.spec.?securityContext.?seccompProfile.?type"
_SECCOMP = f"c.?securityContext.?seccompProfile.?type.or({_POD_SECCOMP})"
# What stands there where the fields are not set: the server knows it no more, writers still do.
_NOTE = (
    'variables.meta.?annotations[?("container.seccomp.security.alpha.kubernetes.io/" + c.name)]'
    '.or(variables.meta.?annotations[?"seccomp.security.alpha.kubernetes.io/pod"]).orValue("")'
)
# The pod's own security context, and that of each of its containers, as `s`.
_PLACES = (
    "([variables.spec.?securityContext] + variables.every.map(c, c.?securityContext)).all(s, {})"
)
_APPARMOR = "container.apparmor.security.beta.kubernetes.io/"
_SELINUX = '["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"]'
_SYSCTLS = """["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_local_reserved_ports", "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem"]"""

compiled("privileged", Over.EVERY, "!c.?securityContext.?privileged.orValue(false)")
compiled(
    "privilege-escalation",
    Over.EVERY,
    "!c.?securityContext.?allowPrivilegeEscalation.orValue(true)",
    linux=True,
)
compiled(
    "read-only-rootfs",
    Over.EVERY,
    "c.?securityContext.?readOnlyRootFilesystem.orValue(false)",
)
compiled(
    "run-as-non-root",
    Over.EVERY,
    f"{_USER}.orValue(-1) > 0 || ({_USER}.orValue(-1) != 0 && {_NON_ROOT})",
)
compiled(
    "run-as-non-root-strict",
    Over.EVERY,
    f"""{_NON_ROOT} && variables.spec.?securityContext.?runAsNonRoot.orValue(true)
    && c.?securityContext.?runAsUser.orValue(-1) != 0
    && variables.spec.?securityContext.?runAsUser.orValue(-1) != 0""",
)
compiled(
    "high-uid",
    Over.EVERY,
    f"""({_USER}.hasValue() || {_GROUP}.hasValue())
    && {_USER}.orValue($above + 1) > $above && {_GROUP}.orValue($above + 1) > $above""",
)
compiled(
    "capabilities-drop",
    Over.EVERY,
    """c.?securityContext.?capabilities.?drop.orValue([])
    .exists(n, n.upperAscii() in ["ALL", "CAP_ALL"])""",
    linux=True,
)
compiled(
    "capabilities-add",
    Over.EVERY,
    """c.?securityContext.?capabilities.?add.orValue([])
    .all(n, n.upperAscii().replace("CAP_", "", 1) in $allowed)""",
    linux=True,
)
compiled(
    "seccomp",
    Over.EVERY,
    f"""{_SECCOMP}.orValue("") in ["RuntimeDefault", "Localhost"]
    || ({_SECCOMP}.orValue("") == "" && ({_NOTE} in ["runtime/default", "docker/default"]
    || {_NOTE}.startsWith("localhost/")))""",
    linux=True,
)
compiled(
    "seccomp-baseline",
    Over.EVERY,
    f"""{_SECCOMP}.orValue({_NOTE}).lowerAscii() != "unconfined"
    && {_POD_SECCOMP}.orValue("").lowerAscii() != "unconfined" """,
)
_ARMOR = (
    "c.?securityContext.?appArmorProfile.?type"
    ".or(variables.spec.?securityContext.?appArmorProfile.?type)"
)
compiled(
    "linux-hardening",
    Over.EVERY,
    f"""!({_SECCOMP}.orValue({_NOTE}).lowerAscii() in ["", "unconfined"])
    || c.?securityContext.?seLinuxOptions.or(variables.spec.?securityContext.?seLinuxOptions)
    .orValue({{}}) != {{}}
    || (size(c.?securityContext.?capabilities.?drop.orValue([])) > 0
    && !c.?securityContext.?capabilities.?add.orValue([])
    .exists(n, n.upperAscii() in ["ALL", "CAP_ALL"]))
    || {_ARMOR}.orValue("") in ["RuntimeDefault", "Localhost"]
    || !(variables.meta.?annotations[?("{_APPARMOR}" + c.name)].orValue("")
    in ["", "unconfined"])""",
    linux=True,
)
compiled(
    "security-context-present",
    Over.EVERY,
    "c.?securityContext.orValue({}) != {} && variables.spec.?securityContext.orValue({}) != {}",
)
compiled("procmount", Over.EVERY, 'c.?securityContext.?procMount.orValue("Default") == "Default"')
compiled(
    "apparmor",
    Over.POD,
    _PLACES.format('s.?appArmorProfile.?type.orValue("") in ["", "RuntimeDefault", "Localhost"]')
    + f""" && variables.meta.?annotations.orValue({{}}).all(k, !k.startsWith("{_APPARMOR}")
    || variables.meta.annotations[k] in ["", "runtime/default"]
    || variables.meta.annotations[k].startsWith("localhost/"))""",
)
compiled(
    "selinux",
    Over.POD,
    _PLACES.format(
        f"""s.?seLinuxOptions.?type.orValue("") in {_SELINUX}
        && s.?seLinuxOptions.?user.orValue("") == "" && s.?seLinuxOptions.?role.orValue("") == ""
        """
    ),
)
compiled(
    "sysctls",
    Over.POD,
    f"""variables.spec.?securityContext.?sysctls.orValue([])
    .all(s, s.name.replace("/", ".") in {_SYSCTLS})
    && variables.meta.?annotations[?"security.alpha.kubernetes.io/unsafe-sysctls"]
    .orValue("") == "" """,
)
compiled(
    "host-process",
    Over.POD,
    _PLACES.format("!s.?windowsOptions.?hostProcess.orValue(false)"),
)
compiled("host-network", Over.POD, "!variables.spec.?hostNetwork.orValue(false)")
compiled("host-pid", Over.POD, "!variables.spec.?hostPID.orValue(false)")
compiled("host-ipc", Over.POD, "!variables.spec.?hostIPC.orValue(false)")
compiled(
    "host-namespaces",
    Over.POD,
    """!variables.spec.?hostNetwork.orValue(false) && !variables.spec.?hostPID.orValue(false)
    && !variables.spec.?hostIPC.orValue(false)""",
)
compiled("host-port", Over.EVERY, "c.?ports.orValue([]).all(p, p.?hostPort.orValue(0) == 0)")
