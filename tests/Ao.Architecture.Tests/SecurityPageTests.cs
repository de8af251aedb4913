using System.Text.RegularExpressions;

namespace Ao.Architecture.Tests;

/// <summary>What docs/security.md says is shown by tests that exist, and the table of routes is that of the red team.</summary>
public sealed partial class SecurityPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));
    private static readonly Lazy<IReadOnlyList<string>> s_tests = new(static () => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)]);

    public static TheoryData<string> Named => [.. TestName().Matches(s_page).Select(static match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Named))]
    public void Test_NamedOnThePage_Exists(string name)
    {
        var parts = name.Split('.');
        var texts = s_tests.Value.Where(file => Path.GetFileName(file) == parts[0] + ".cs").Select(File.ReadAllText).ToList();

        Assert.NotEmpty(texts);
        Assert.True(parts.Length == 1 || texts.Exists(text => text.Contains($" {parts[1]}(", StringComparison.Ordinal)), $"docs/security.md names {name}, and no class {parts[0]} below tests has it.");
    }

    [Fact]
    public void Attacks_AllTwentyTwo_AreOnThePage() =>
        Assert.All(Enumerable.Range(1, 22), static number => Assert.Contains($"\n| T{number} |", s_page, StringComparison.Ordinal));

    [Fact]
    public void Routes_OfTheRedTeam_AreOnThePageWithTheirResult()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Ao.EndToEnd.Tests", "RedTeam", "RedTeamRoutes.cs"));
        var routes = Route().Matches(source).Select(static match => (Name: match.Groups["name"].Value, IsHeld: !match.Value.EndsWith("NeedsAnotherUser),", StringComparison.Ordinal))).ToList();

        Assert.True(routes.Count >= 20, $"only {routes.Count} routes found");
        Assert.All(routes, static route => Assert.Matches($@"\n\| `{Regex.Escape(route.Name)}`: [^|]+ \| {(route.IsHeld ? "held" : "not held[^|]*")} \| held \|", s_page));
        Assert.Equal(routes.Count, PageRoute().Count(s_page));
    }

    [GeneratedRegex(@"`([A-Z]\w+Tests(?:\.\w+)?)`")]
    private static partial Regex TestName();

    [GeneratedRegex("""^        new\("(?<name>[a-z-]+)",.*\),$""", RegexOptions.Multiline)]
    private static partial Regex Route();

    [GeneratedRegex(@"^\| `[a-z-]+`: ", RegexOptions.Multiline)]
    private static partial Regex PageRoute();
}
