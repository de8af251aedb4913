using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

namespace Ao.RealAgents;

/// <summary>The real agents' programs, as eng/install-agents.sh has put them outside the repository.</summary>
internal static class RealAgents
{
    private const string CacheVariable = "AO_AGENTS_CACHE";
    private const string RequireVariable = "AO_REQUIRE_TOOLS";

    public static string ClaudeCode => Find("claude-code", "node_modules/@anthropic-ai/claude-code-linux-x64/claude");

    public static string Codex => Find("codex", "node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex");

    public static string OpenCode => Find("opencode", "node_modules/opencode-linux-x64/bin/opencode");

    public static string ClaudeAgentAcp => Find("claude-agent-acp", "node_modules/.bin/claude-agent-acp");

    public static string CodexAcp => Find("codex-acp", "node_modules/.bin/codex-acp");

    /// <summary>Gives a program's full path. Where it is not installed the test is skipped, or fails where the environment variable <c>AO_REQUIRE_TOOLS</c> is 1, as in CI.</summary>
    private static string Find(string package, string program)
    {
        var cache = Environment.GetEnvironmentVariable(CacheVariable) is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/ao/agents");
        var path = Path.Combine(cache, package, program);
        if (File.Exists(path))
        {
            return path;
        }

        var reason = $"The agent '{package}' is not installed at '{path}'. Run eng/install-agents.sh.";
        if (Environment.GetEnvironmentVariable(RequireVariable) == "1")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
        return path;
    }
}
