using Ao.Agents;

namespace Ao.Plugins.Codex.Setup;

/// <summary>What Codex calls a permission mode: a sandbox, and when it asks.</summary>
/// <param name="Sandbox">The sandbox that commands run in.</param>
/// <param name="Approval">When it asks, as its protocol takes it.</param>
internal sealed record PermissionMap(string Sandbox, string Approval)
{
    /// <summary>The sandbox that lets a command write in the workspace.</summary>
    public const string WorkspaceWrite = "workspace-write";

    private const string ReadOnly = "read-only";

    public static PermissionMap Of(PermissionMode mode, SessionRole role, bool isStructured) => (role, mode) switch
    {
        (SessionRole.Reviewer, _) => new PermissionMap(ReadOnly, "never"),
        (_, PermissionMode.Permissionless) => new PermissionMap("danger-full-access", "never"),

        // What the protocol's strictest mode was allowed to do runs in the sandbox at times, so that the sandbox must let it write.
        (_, PermissionMode.Suggest) when isStructured => new PermissionMap(WorkspaceWrite, "untrusted"),
        (_, PermissionMode.Suggest) => new PermissionMap(ReadOnly, "on-request"),
        _ => new PermissionMap(WorkspaceWrite, "on-request"),
    };

    /// <summary>Gets when it asks, as its configuration file takes it: there it does not know the strictest any more.</summary>
    public string ConfiguredApproval => Approval == "untrusted" ? "on-request" : Approval;
}
