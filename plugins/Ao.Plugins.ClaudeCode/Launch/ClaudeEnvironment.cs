using Ao.Agents;

namespace Ao.Plugins.ClaudeCode.Launch;

/// <summary>The variables that Claude Code is started with.</summary>
internal static class ClaudeEnvironment
{
    /// <summary>The variables that sign in, any one of them.</summary>
    public static readonly IReadOnlyList<string> Credentials = ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN"];

    /// <summary>The variables that choose another provider, which has a sign-in of its own.</summary>
    public static readonly IReadOnlyList<string> OtherProviders = ["CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "CLAUDE_CODE_USE_FOUNDRY"];

    private const string BaseUrl = "ANTHROPIC_BASE_URL";

    private static readonly string[] s_passedOn =
    [
        .. OtherProviders,
        BaseUrl,
        "ANTHROPIC_CUSTOM_HEADERS", "ANTHROPIC_BEDROCK_BASE_URL", "ANTHROPIC_VERTEX_BASE_URL", "ANTHROPIC_VERTEX_PROJECT_ID", "CLOUD_ML_REGION", "GOOGLE_APPLICATION_CREDENTIALS",
        "ANTHROPIC_FOUNDRY_API_KEY", "ANTHROPIC_FOUNDRY_BASE_URL", "ANTHROPIC_FOUNDRY_RESOURCE",
        "AWS_REGION", "AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_BEARER_TOKEN_BEDROCK",
        "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS",
    ];

    /// <summary>Gives a variable as the process will see it: from the project's settings, or from the host's own environment.</summary>
    public static string? Find(AgentSettings settings, string name) =>
        settings.Environment.GetValueOrDefault(name) ?? (IsPassedOn(settings, name) && Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null);

    public static Dictionary<string, string> For(AgentLaunchRequest request)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DISABLE_AUTOUPDATER"] = "1",
            ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",

            // The host backs off for all sessions of a provider together, so the tool gives up soon.
            ["CLAUDE_CODE_MAX_RETRIES"] = "1",

            // The model is shown the host's tools from the start, and need not search for them.
            ["ENABLE_TOOL_SEARCH"] = "false",
        };
        foreach (var name in Credentials.Concat(s_passedOn))
        {
            if (Find(request.Settings, name) is { } value)
            {
                environment[name] = value;
            }
        }

        foreach (var (name, value) in request.Settings.Environment)
        {
            environment[name] = value;
        }

        if (request.Settings.Permissions == PermissionMode.Permissionless && (Environment.IsPrivilegedProcess || !request.Runtime.IsLocal))
        {
            // As root the tool works without asking only where it is told that nothing else is at stake.
            environment["IS_SANDBOX"] = "1";
        }

        return environment;
    }

    /// <summary>Says whose limits a project's sessions share.</summary>
    public static string ProviderOf(AgentSettings settings)
    {
        var other = OtherProviders.FirstOrDefault(name => Find(settings, name) is { } value && value is not ("0" or "false"));
        if (other is not null)
        {
            return other["CLAUDE_CODE_USE_".Length..].ToLowerInvariant();
        }

        return Uri.TryCreate(Find(settings, BaseUrl), UriKind.Absolute, out var address) && address.Host is { Length: > 0 } host && host != "api.anthropic.com"
            ? (address.IsDefaultPort ? host : $"{host}:{address.Port}")
            : "anthropic";
    }

    /// <summary>The host's own sign-in stays out where the project brings one.</summary>
    private static bool IsPassedOn(AgentSettings settings, string name) =>
        s_passedOn.Contains(name, StringComparer.Ordinal) || (Credentials.Contains(name, StringComparer.Ordinal) && !Credentials.Any(settings.Environment.ContainsKey));
}
