using Ao.Configuration;

namespace Ao.Core.Tests.Configuration;

public class NearestNameTests
{
    private static readonly string[] s_known = [.. OptionsBinder.PropertiesOf(typeof(ProjectOptions)).Keys];

    [Theory]
    [InlineData("Pth", "Path")]
    [InlineData("MaxSesions", "MaxSessions")]
    [InlineData("max-sessions", "MaxSessions")]
    [InlineData("max_sessions", "MaxSessions")]
    [InlineData("MaxSession", "MaxSessions")]
    [InlineData("Runtme", "Runtime")]
    [InlineData("Rutnime", "Runtime")]
    [InlineData("Verificaton", "Verification")]
    [InlineData("BaseBrnach", "BaseBranch")]
    [InlineData("Trackr", "Tracker")]
    [InlineData("Gate", "Gates")]
    [InlineData("PullRequest", "PullRequests")]
    [InlineData("Colour", null)]
    [InlineData("", null)]
    public void Find_Typo_GivesWhatIsMeant(string typo, string? meant) => Assert.Equal(meant, NearestName.Find(typo, s_known));

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("Same", "same", 0)]
    public void Distance_TwoNames_CountsEdits(string left, string right, int expected)
    {
        Assert.Equal(expected, NearestName.Distance(left, right));
        Assert.Equal(expected, NearestName.Distance(right, left));
    }

    [Fact]
    public void Find_HugeName_GivesNothing() => Assert.Null(NearestName.Find(new string('a', 1_000_000), s_known));

    [Fact]
    public void Suggest_NothingNear_ListsTheKnown() => Assert.Contains("Scm", NearestName.Suggest("Colour", s_known), StringComparison.Ordinal);
}
