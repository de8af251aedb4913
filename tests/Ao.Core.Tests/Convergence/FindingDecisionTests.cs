using Ao.Configuration;
using Ao.Consents;
using Ao.Convergence;

namespace Ao.Core.Tests.Convergence;

/// <summary>What is decided of findings without looking at the world.</summary>
public sealed class FindingDecisionTests
{
    private static readonly Operator s_ann = new("ann", "test");
    private static readonly DateTimeOffset s_now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, false, false, false, false, nameof(FindingStep.Rest))]
    [InlineData(true, false, false, false, false, nameof(FindingStep.Rest))]
    [InlineData(true, false, false, true, false, nameof(FindingStep.PublishPattern))]
    [InlineData(true, true, false, false, false, nameof(FindingStep.Rest))]
    [InlineData(true, true, false, true, true, nameof(FindingStep.PublishPattern))]
    [InlineData(false, true, false, false, true, nameof(FindingStep.PublishDecision))]
    [InlineData(false, true, true, false, true, nameof(FindingStep.PublishDecision))]
    [InlineData(true, true, true, false, false, nameof(FindingStep.StartSession))]
    public void Next_ByWhatWasDecidedAndIsPublished(bool isProposed, bool isDecided, bool startsSession, bool patterns, bool decisions, string step)
    {
        var state = State(Finding([])) with
        {
            Proposed = isProposed ? new FindingFacts.Proposed(s_ann, null) : null,
            Decided = isDecided ? new FindingFacts.Decided(true, s_ann, null, startsSession, null) : null,
        };

        Assert.Equal(step, FindingStepDecision.Next(state, new PublishOptions { Patterns = patterns, Decisions = decisions }, isProposedElsewhere: !isProposed).ToString());
    }

    [Theory]
    [InlineData(null, true, 0, null)]
    [InlineData("dashboard", true, 0, null)]
    [InlineData("dashboard/cart", true, 0, null)]
    [InlineData("secret", true, 0, "ExceptComponents")]
    [InlineData("secret/inner", true, 0, "ExceptComponents")]
    [InlineData("dashboard", false, 0, "not merged")]
    [InlineData("dashboard", true, 91, "MaxAge")]
    public void RefuseReport_AllComponentsButSome(string? component, bool isResolved, int days, string? reason)
    {
        var refusal = PublishPolicy.RefuseReport(new PublishOptions { Reports = true, ExceptComponents = ["secret"] }, component, isResolved, s_now.AddDays(-days), s_now);

        Assert.True(reason is null ? refusal is null : refusal!.Contains(reason, StringComparison.Ordinal), refusal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("Dashboard", true)]
    [InlineData("api-core", true)]
    [InlineData("api", false)]
    public void RefuseReport_SomeComponents(string? component, bool isPublished) =>
        Assert.Equal(isPublished, PublishPolicy.RefuseReport(new PublishOptions { Reports = true, Components = ["dashboard", "api-*"] }, component, isResolved: true, s_now, s_now) is null);

    [Theory]
    [InlineData("src/a.cs", true)]
    [InlineData("deploy/keys/a.yaml", false)]
    [InlineData("src/internal.secret", false)]
    public void RefuseChange_ByPaths(string path, bool isPublished) =>
        Assert.Equal(isPublished, PublishPolicy.RefuseChange(new PublishOptions { Changes = true, ExceptPaths = ["deploy", "*.secret"] }, ["README.md", path], s_now, s_now) is null);

    [Fact]
    public void HasChanged_OnlyByWhatItRestsOnOrHowSureItIs()
    {
        var known = Finding([("a", "1"), ("b", "2")]);

        Assert.False(FindingComparison.HasChanged(State(known), known with { Summary = "other words", Score = 9, Confidence = known.Confidence + 0.01 }));
        Assert.True(FindingComparison.HasChanged(State(known), Finding([("a", "1"), ("b", "2"), ("c", "3")])));
        Assert.True(FindingComparison.HasChanged(State(known), Finding([("a", "1"), ("b", "3")])));
        Assert.True(FindingComparison.HasChanged(State(known), known with { Relation = FindingRelation.Ported }));
        Assert.True(FindingComparison.HasChanged(State(known), known with { Confidence = known.Confidence - 0.2 }));
        Assert.True(FindingComparison.HasChanged(State(known) with { Gone = "gone" }, known));
    }

    [Fact]
    public void IsSame_ChangesOfTwoForksAreShared()
    {
        var finding = Finding([("a", "1"), ("a", "2"), ("b", "3")]);

        Assert.True(FindingComparison.IsSame(finding, new HashSet<string> { "2", "3", "9" }, static reference => reference));
        Assert.False(FindingComparison.IsSame(finding, new HashSet<string> { "1", "2" }, static reference => reference));
        Assert.True(FindingComparison.IsSame(finding, new HashSet<string> { "x1", "x3" }, static reference => "x" + reference));
    }

    [Theory]
    [InlineData("Ada Lovelace <ada@example.org>", "Co-authored-by: Ada Lovelace <ada@example.org>")]
    [InlineData("Jürgen O'Neil-Ó <j.o+x@example.org>", "Co-authored-by: Jürgen O'Neil-Ó <j.o+x@example.org>")]
    [InlineData("dependabot[bot] <1+dependabot[bot]@example.org>", "Co-authored-by: dependabot[bot] <1+dependabot[bot]@example.org>")]
    [InlineData("Ada", null)]
    [InlineData("Ada <ada@example.org>\nSigned-off-by: Eve <eve@example.org>", null)]
    [InlineData("Ada\n <ada@example.org>", null)]
    [InlineData("<!-- --> <ada@example.org>", null)]
    [InlineData("Ada <ada@example.org> <eve@example.org>", null)]
    [InlineData("", null)]
    public void Credits_OnlyNamesWithAddresses(string author, string? trailer) => Assert.Equal(trailer, Credits.Of([author, null, author]).SingleOrDefault());

    private static Finding Finding(IReadOnlyList<(string Fork, string Revision)> members) => new()
    {
        Id = "one",
        Relation = FindingRelation.Independent,
        Summary = "They meet it",
        Confidence = 0.8,
        Forks = [.. members.GroupBy(static member => member.Fork).Select(static fork => new FindingFork { ForkId = fork.Key, Revisions = [.. fork.Select(static member => member.Revision)] })],
        Evidence = [],
        Reasons = [],
    };

    private static FindingState State(Finding finding) => new() { Project = new ProjectId("shop"), Id = finding.Id, Version = 1, Detector = "topics", Finding = finding };
}
