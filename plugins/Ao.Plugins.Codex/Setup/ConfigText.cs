using System.Text;
using Ao.Agents;

namespace Ao.Plugins.Codex.Setup;

/// <summary>Writes the configuration of one run.</summary>
internal static class ConfigText
{
    /// <summary>The name that a provider of the session's own has in the configuration.</summary>
    public const string ProviderName = "ao";

    /// <summary>Writes the configuration.</summary>
    /// <param name="request">The run.</param>
    /// <param name="settings">The project's settings, read.</param>
    /// <param name="permissions">What Codex may do.</param>
    /// <param name="rules">What the agent is told beside the tool's own rules.</param>
    /// <param name="hooks">The hooks' definitions, or nothing.</param>
    public static string Of(AgentLaunchRequest request, CodexSettings settings, PermissionMap permissions, string? rules, string hooks)
    {
        var text = new StringBuilder("# Written by Ao for each run. Changes are lost.\n");
        Set(text, "model", request.Settings.Model);
        Set(text, "model_provider", settings.Provider.BaseUrl is null ? null : ProviderName);
        Set(text, "sandbox_mode", permissions.Sandbox);
        Set(text, "approval_policy", permissions.ConfiguredApproval);
        Set(text, "developer_instructions", rules);
        text.Append("check_for_update_on_startup = false\n\n[analytics]\nenabled = false\n\n[history]\npersistence = \"none\"\n")
            .Append("\n[notice]\nhide_full_access_warning = true\nhide_rate_limit_model_nudge = true\n");
        AddProvider(text, settings.Provider);
        AddTrust(text, request, settings);
        AddSandbox(text, request, permissions);
        AddTools(text, request.Tools);
        return text.Append(hooks).ToString();
    }

    private static void AddProvider(StringBuilder text, CodexProvider provider)
    {
        if (provider.BaseUrl is { } url)
        {
            // The host backs off for all sessions of a provider together, so that Codex gives up soon.
            text.Append($"\n[model_providers.{ProviderName}]\n");
            Set(text, "name", provider.Name);
            Set(text, "base_url", url.AbsoluteUri.TrimEnd('/'));
            Set(text, "env_key", provider.KeyVariable);
            text.Append("wire_api = \"responses\"\nrequest_max_retries = 1\nstream_max_retries = 1\n");
        }
    }

    private static void AddTrust(StringBuilder text, AgentLaunchRequest request, CodexSettings settings)
    {
        foreach (var folder in new[] { GitFolders.MainCheckout(request.Workspace.Path), request.Workspace.Path }.Distinct(StringComparer.Ordinal))
        {
            text.Append($"\n[projects.{TomlText.Quote(folder)}]\n");
            Set(text, "trust_level", settings.IsTrusted ? "trusted" : "untrusted");
        }
    }

    private static void AddSandbox(StringBuilder text, AgentLaunchRequest request, PermissionMap permissions)
    {
        if (permissions.Sandbox == PermissionMap.WorkspaceWrite)
        {
            // Codex would open the machine's temporary folder too, where other sessions, and Ao itself, may have theirs. The session has one of its own.
            string[] folders = [.. GitFolders.WritableFolders(request.Workspace.Path), TemporaryFolder.Of(request.HomeFolder)];
            text.Append($"\n[sandbox_workspace_write]\nexclude_slash_tmp = true\nexclude_tmpdir_env_var = true\nwritable_roots = {TomlText.Array(folders)}\n");
        }

        if (request.Tools is not null)
        {
            // The tools' token is for Codex alone, not for what it runs.
            text.Append($"\n[shell_environment_policy]\nexclude = {TomlText.Array([AgentToolServer.TokenVariable])}\n");
        }
    }

    private static void AddTools(StringBuilder text, AgentToolServer? tools)
    {
        if (tools is not null)
        {
            text.Append($"\n[mcp_servers.{AgentToolServer.Name}]\n");
            Set(text, "url", tools.Address.AbsoluteUri);
            Set(text, "bearer_token_env_var", AgentToolServer.TokenVariable);
            text.Append("default_tools_approval_mode = \"approve\"\n");
        }
    }

    private static void Set(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(name).Append(" = ").Append(TomlText.Quote(value)).Append('\n');
        }
    }
}
