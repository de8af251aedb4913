using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Pushes;
using FsCheck.Xunit;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Sessions;

public sealed class PushDecisionTests
{
    private const string Own = "ao/shop-1";

    [Theory]
    [InlineData(true, "r1", false, true, PushState.Waiting)]
    [InlineData(true, "r1", false, false, PushState.Recorded)]
    [InlineData(true, "r1", true, true, PushState.Recorded)]
    [InlineData(false, "r1", false, true, PushState.Refused)]
    [InlineData(false, null, false, true, PushState.Refused)]
    public void Take_APush_BecomesWhatPolicySays(bool isOwn, string? revision, bool hasPullRequest, bool relays, PushState expected)
    {
        var state = hasPullRequest ? States.Fold([.. States.Running, new Facts.PullRequestOpened(3, "r0", null)]) : States.Fold(States.Running);

        var seen = Assert.IsType<Facts.PushSeen>(Assert.Single(PushDecision.Take(state, Reading(Ref(isOwn ? Own : "main", revision, isOwn)), relays)));

        Assert.Equal((1, expected), (seen.Number, seen.State));
        Assert.True(expected == PushState.Waiting || (expected == PushState.Recorded && !hasPullRequest) || seen.Reason is not null);
    }

    [Fact]
    public void Take_NewerRevision_SupersedesTheOneThatWaits()
    {
        var state = Follow(States.Fold(States.Running), Reading(Ref(Own, "r1", true)));

        var facts = PushDecision.Take(state, Reading(Ref(Own, "r2", true)), relays: true);

        Assert.Equal(new Facts.PushSettled(1, PushState.Superseded, "A newer revision was pushed."), facts[0]);
        Assert.Equal(2, PushDecision.NextOf(Follow(state, Reading(Ref(Own, "r2", true))), relays: true)!.Number);
    }

    [Fact]
    public void Take_ReferenceIsGone_IsARefusedRemovalOnce()
    {
        var state = Follow(Follow(States.Fold(States.Running), Reading(Ref("x", "r1", false))), Reading());

        Assert.Equal((PushState.Refused, (string?)null), (state.Pushes[^1].State, state.Pushes[^1].Revision));
        Assert.Empty(PushDecision.Take(state, Reading(), relays: true));
    }

    [Fact]
    public void Take_OwnBranchIsRemovedWhileItWaits_IsNotPublishedAnyMore()
    {
        var state = Follow(Follow(States.Fold(States.Running), Reading(Ref(Own, "r1", true))), Reading());

        Assert.Equal([PushState.Superseded, PushState.Refused], state.Pushes.Select(static push => push.State));
        Assert.Null(PushDecision.NextOf(state, relays: true));
    }

    [Fact]
    public void Take_ReadingThatIsCut_TellsNothingOfWhatItDoesNotHold() =>
        Assert.Empty(PushDecision.Take(Follow(States.Fold(States.Running), Reading(Ref("x", "r1", false))), Reading() with { IsWhole = false }, relays: true));

    [Fact]
    public void NextOf_ProjectNoLongerRelaysOrAPullRequestIsOpen_IsNone()
    {
        var state = Follow(States.Fold(States.Running), Reading(Ref(Own, "r1", true)));

        Assert.NotNull(PushDecision.NextOf(state, relays: true));
        Assert.Null(PushDecision.NextOf(state, relays: false));
        Assert.Null(PushDecision.NextOf(States.Fold([.. States.Running, new Facts.PushSeen(1, Own, "r1", PushState.Waiting, null), new Facts.PullRequestOpened(1, "r1", null)]), relays: true));
    }

    /// <summary>Whatever is pushed, only the own branch is ever to be published, one push waits at most, all are numbered, and their count is bounded.</summary>
    [Property(MaxTest = 200)]
    public void Take_AnySequenceOfReadings_KeepsItsPromises((byte Name, byte Revision, bool Own)[][] readings)
    {
        var state = States.Fold(States.Running);
        foreach (var reading in readings ?? [])
        {
            var references = (reading ?? []).Select(static item => Ref(item.Own ? Own : $"other{item.Name % 50}", item.Revision % 5 == 0 ? null : $"r{item.Revision}", item.Own && item.Revision % 5 != 0)).DistinctBy(static reference => reference.Name);
            state = Follow(state, Reading([.. references]));

            Assert.All(state.Pushes.Where(static push => push.State == PushState.Waiting), static push => Assert.Equal(Own, push.Reference));
            Assert.InRange(state.Pushes.Count(static push => push.State == PushState.Waiting), 0, 1);
            Assert.Equal(Enumerable.Range(1, state.Pushes.Count), state.Pushes.Select(static push => push.Number));
            Assert.InRange(state.Pushes.Count, 0, PushDecision.MaxPushes);
        }
    }

    private static PushReading Reading(params PushedReference[] references) => new(references, IsWhole: true);

    private static PushedReference Ref(string name, string? revision, bool isOwn) => new() { Name = name, Revision = revision, IsOwn = isOwn };

    private static SessionState Follow(SessionState state, PushReading reading) =>
        PushDecision.Take(state, reading, relays: true).Aggregate(state, static (folded, fact) => PushFold.Apply(folded, fact, DateTimeOffset.UnixEpoch));
}
