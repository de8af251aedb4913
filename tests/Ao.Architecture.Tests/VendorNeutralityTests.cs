using System.Text.RegularExpressions;

namespace Ao.Architecture.Tests;

/// <summary>The core names no vendor and no tool: what knows one is a plugin.</summary>
public sealed partial class VendorNeutralityTests
{
    // Where the core may name a tool after all, and why.
    private static readonly Dictionary<string, string> s_excused = new()
    {
        ["Configuration/ProjectOptions.cs"] = "the default of a project's scm is the name of a plugin",
        ["ConfigurationSchema.json"] = "the same default, as the schema shows it",
        ["Forks/ForkPlaces.cs"] = "an address that means something to others has one of the schemes of forges, and the user that all of them serve",
        ["Ledger/ForkKey.cs"] = "the protocol of ledgers is signed as git's commits are, and says what verifies it",
        ["Ledger/Protocol/LedgerFormat.cs"] = "the protocol's own namespace of signatures over commits",
        ["Ledger/Protocol/CommitObject.cs"] = "the protocol's chain consists of such commits, which are verified and not written here",
    };

    private static readonly string s_core = Path.Combine(Repository.Root, "src", "Ao.Core");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(s_core, "*", SearchOption.AllDirectories)
        .Select(static path => Path.GetRelativePath(s_core, path).Replace('\\', '/'))
        .Where(static path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".csproj", StringComparison.Ordinal) || path.EndsWith(".targets", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task CoreFile_NamesNoVendor(string file)
    {
        var names = Names(await File.ReadAllTextAsync(Path.Combine(s_core, file), TestContext.Current.CancellationToken));

        Assert.True(
            s_excused.ContainsKey(file) ? names.All(static name => name is "git") : names.Count == 0,
            $"src/Ao.Core/{file} names {string.Join(", ", names)}. Move what knows it into a plugin.");
    }

    [Fact]
    public void CoreReferences_NameNoVendor() =>
        Assert.DoesNotContain(Repository.ProjectsIn("src").Single(static project => project.Name == "Ao.Core").AssemblyReferences(), static reference => Names(reference).Count > 0);

    [Fact]
    public void Excuses_AreStillNeeded() =>
        Assert.All(s_excused.Keys, static file => Assert.NotEmpty(Names(File.ReadAllText(Path.Combine(s_core, file)))));

    [Theory]
    [InlineData("calls the GitHub API")]
    [InlineData("await RunAsync(\"git\", \"rev-parse\")")]
    [InlineData("Path.Combine(folder, \".git\")")]
    [InlineData("using Docker.DotNet;")]
    [InlineData("class ClaudeCodeLauncher")]
    [InlineData("ANTHROPIC_API_KEY")]
    [InlineData("tmux new-session")]
    public void Names_VendorInText_IsFound(string text) => Assert.NotEmpty(Names(text));

    [Theory]
    [InlineData("ITerminal terminal, digit by digit, legitimate")]
    [InlineData("a linear search moves the cursor")]
    public void Names_OrdinaryWords_AreNotTakenForVendors(string text) => Assert.Empty(Names(text));

    private static List<string> Names(string text) => [.. Vendor().Matches(text).Select(static match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    // Words that are also English (linear, cursor, email) are left out. A name may be part of an identifier, except for the short ones.
    [GeneratedRegex(
        @"github|gitlab|bitbucket|gitea|codeberg|claude|anthropic|openai|chatgpt|codex|gemini|copilot|opencode|ollama|tmux|iterm2|\biterm\b|docker|podman|kubernetes|kubectl|slack|discord|telegram|openclaw|jira|atlassian|asana|trello|sendgrid|octokit|\baider\b|\bgit\b|\bgh\b|rev-parse|upload-pack|receive-pack|update-ref|cherry-pick|\bGIT_[A-Z]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Vendor();
}
