using Ao.Claims;
using Ao.Core.Tests.Sessions;
using Ao.Scm;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Claims;

/// <summary>What becomes of a claim, one row for each case.</summary>
public sealed class ClaimDecisionTests
{
    private static readonly object[] s_open = [.. States.Running, new Facts.PullRequestOpened(5, "r", null)];

    public static TheoryData<string, string, object[], bool> Served => new()
    {
        { "working", "pull-request/5", States.Running, false },
        { "its pull request is open", "pull-request/5", s_open, false },
        { "its pull request is merged", "pull-request/5", [.. s_open, new Facts.PullRequestMerged(5, "m")], true },
        { "another's pull request", "pull-request/6", [.. s_open, new Facts.PullRequestMerged(5, "m")], false },
        { "the issue of a merged one", "issue/12", [.. s_open, new Facts.PullRequestMerged(5, "m")], true },
        { "the issue of one that was stopped", "issue/12", [.. s_open, new Facts.Stopped("Enough.")], false },
        { "the pull request of one that failed", "pull-request/5", [.. s_open, new Facts.Failed("Broken.")], false },
        { "the pull request of one that was lost", "pull-request/5", [.. s_open, new Facts.Lost("Gone.")], false },
    };

    public static TheoryData<string?, int> Standing => new()
    {
        { "3", (int)ClaimFinding.Stands },
        { null, (int)ClaimFinding.Gone },
        { "4", (int)ClaimFinding.TakenOver },
    };

    [Theory]
    [MemberData(nameof(Served))]
    public void IsOver_OfASession_OnlyWhenItsChangeIsMerged(string what, string resource, object[] facts, bool isOver)
    {
        var over = ClaimDecision.IsOver(Held(resource, "3"), States.Fold(facts));

        Assert.True(isOver == over, what);
    }

    [Theory]
    [MemberData(nameof(Standing))]
    public void Compare_WithWhatStandsAtTheScm_IsThatVeryClaimOrNot(string? version, int finding) =>
        Assert.Equal((ClaimFinding)finding, ClaimDecision.Compare(Held("issue/1", "3"), version is null ? null : Claim("issue/1", version)));

    [Theory]
    [InlineData(SessionRole.Worker, "issue/1", true)]
    [InlineData(SessionRole.Worker, "pull-request/1", true)]
    [InlineData(SessionRole.Designer, "issue/1", true)]
    [InlineData(SessionRole.Designer, "pull-request/1", false)]
    [InlineData(SessionRole.Reviewer, "issue/1", false)]
    [InlineData(SessionRole.Reviewer, "pull-request/1", false)]
    [InlineData(SessionRole.Orchestrator, "issue/1", false)]
    [InlineData(SessionRole.Orchestrator, "pull-request/1", false)]
    public void CanOwn_ByRole_OnlyWhoDoesTheWork(SessionRole role, string resource, bool can) => Assert.Equal(can, ClaimDecision.CanOwn(role, resource));

    [Theory]
    [InlineData("12", "issue/12")]
    [InlineData("abc-12", "issue/abc-12")]
    [InlineData("ABC-12", "issue/abc-12-")]
    [InlineData("abc_12", "issue/abc_12")]
    [InlineData("../../etc/passwd", "issue/etc-passwd-")]
    [InlineData("日本", "issue/")]
    public void OfIssue_AnyId_IsANameThatScmsTake(string id, string begin)
    {
        var name = ClaimResource.OfIssue(id);

        Assert.StartsWith(begin, name, StringComparison.Ordinal);
        Assert.Equal(name, ClaimResource.Check(name));
        Assert.DoesNotContain("..", name, StringComparison.Ordinal);
    }

    [Fact]
    public void OfIssue_IdsThatLookAlike_StayApart() =>
        Assert.Equal(4, new[] { "A-1", "a-1", "a/1", "a 1" }.Select(ClaimResource.OfIssue).Distinct().Count());

    [Theory]
    [InlineData("")]
    [InlineData("issue/")]
    [InlineData("issue/../x")]
    [InlineData("issue/A")]
    [InlineData("pull-request/0")]
    [InlineData("pull-request/007")]
    [InlineData("pull-request/5 ")]
    [InlineData("branch/main")]
    public void Check_WhatCannotBeClaimed_SaysWhatCan(string resource)
    {
        var error = Assert.Throws<AoException>(() => ClaimResource.Check(resource));

        Assert.Contains("pull-request/", error.Message, StringComparison.Ordinal);
    }

    private static ClaimState Held(string resource, string version) => new()
    {
        Project = new ProjectId("shop"),
        Resource = resource,
        Version = 1,
        Standing = ClaimStanding.Held,
        Session = States.Id,
        Claim = Claim(resource, version),
    };

    private static WorkClaim Claim(string resource, string version) => new() { Resource = resource, Holder = new ClaimHolder("host", States.Id), Key = new OperationKey("host/claim"), Version = version, At = DateTimeOffset.UnixEpoch };
}
