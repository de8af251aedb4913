using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Forge;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>What GitHub's words mean for a pull request.</summary>
public sealed class StandingTests
{
    [Theory]
    [InlineData(null, "unknown", false, null, Mergeability.Unknown, "")]
    [InlineData(null, null, false, null, Mergeability.Unknown, "")]
    [InlineData(true, "clean", false, null, Mergeability.Mergeable, "")]
    [InlineData(true, "CLEAN", false, null, Mergeability.Mergeable, "")]
    [InlineData(true, null, false, null, Mergeability.Mergeable, "")]
    [InlineData(true, "unstable", false, null, Mergeability.Mergeable, "")]
    [InlineData(true, "has_hooks", false, null, Mergeability.Mergeable, "")]
    [InlineData(true, "behind", false, null, Mergeability.Blocked, "behind")]
    [InlineData(true, "blocked", false, null, Mergeability.Blocked, "rules")]
    [InlineData(true, "blocked", false, "REVIEW_REQUIRED", Mergeability.Blocked, "review that the base branch demands")]
    [InlineData(true, "blocked", false, "CHANGES_REQUESTED", Mergeability.Blocked, "asked for changes")]
    [InlineData(true, "draft", true, null, Mergeability.Blocked, "draft")]
    [InlineData(true, "clean", true, null, Mergeability.Blocked, "draft")]
    [InlineData(false, "dirty", false, null, Mergeability.Conflicting, "conflicts with 'main'")]
    [InlineData(false, "unknown", false, null, Mergeability.Conflicting, "conflicts")]
    [InlineData(null, "dirty", true, null, Mergeability.Conflicting, "draft")]
    [InlineData(true, "something new", false, null, Mergeability.Unknown, "")]
    public void Of_Words_MeansSo(bool? mergeable, string? state, bool draft, string? decision, Mergeability expected, string obstacle)
    {
        var (mergeability, obstacles) = MergeStanding.Of(mergeable, state, draft, "main", decision);

        Assert.Equal(expected, mergeability);
        Assert.Equal(obstacle.Length > 0, obstacles.Count > 0);
        Assert.Contains(obstacle, string.Join(' ', obstacles), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Closes #12", "12")]
    [InlineData("fixes: #1, resolves #2 and Fixed #3", "1 2 3")]
    [InlineData("closes O/R#4 and closes other/r#5", "4")]
    [InlineData("closes #4, closes #4", "4")]
    [InlineData("discloses #4", "")]
    [InlineData("see #4", "")]
    [InlineData("closes #0", "")]
    [InlineData("closes #99999999999999999999", "")]
    [InlineData(null, "")]
    public void ClosingReferences_Text_NamesIssues(string? text, string expected) =>
        Assert.Equal(expected, string.Join(' ', ClosingReferences.Find(text, RepositoryName.Parse("o/r"))));

    [Theory]
    [InlineData("Bot", "dependabot[bot]", true, "dependabot[bot]")]
    [InlineData("Bot", "dependabot", true, "dependabot[bot]")]
    [InlineData("User", "octocat", false, "octocat")]
    [InlineData("User", "abbot", false, "abbot")]
    [InlineData(null, null, false, "ghost")]
    public void Bots_Account_IsNamedAlikeByBothInterfaces(string? type, string? login, bool isBot, string name)
    {
        Assert.Equal(isBot, Bots.IsBot(type, login));
        Assert.Equal(name, Bots.NameOf(type, login));
    }

    [Theory]
    [InlineData("writer", "shop-13")]
    [InlineData("attacker", "attacker")]
    public void Writer_Signature_CountsOnlyInWhatTheAccountItselfWrote(string login, string expected) =>
        Assert.Equal(expected, Writer.Of("User", login, "fine\n\n<!-- ao-author: shop-13 -->\n\n<!-- ao-operation: a -->", "writer").Name);
}
