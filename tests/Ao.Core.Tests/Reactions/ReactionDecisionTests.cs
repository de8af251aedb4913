using Ao.Consents;
using Ao.Reactions;
using FsCheck.Xunit;
using Facts = Ao.Reactions.ReactionFacts;

namespace Ao.Core.Tests.Reactions;

public sealed class ReactionDecisionTests
{
    private static readonly ReactionPolicy s_policy = new()
    {
        Key = ReactionKeys.CiFailed,
        Action = ReactionAction.Send,
        Retries = 2,
        EscalateAfter = TimeSpan.FromHours(1),
        RetriggerAfter = TimeSpan.FromMinutes(15),
    };

    private static readonly DateTimeOffset s_soon = ReactionStates.Start.AddMinutes(10);
    private static readonly DateTimeOffset s_late = ReactionStates.Start.AddHours(2);
    private static readonly Operator s_ann = new("ann", "test");

    /// <summary>What the decisions are, a line each: what was done, what is seen, when, and what is next.</summary>
    public static TheoryData<string, object[], object, bool, object> Table => new()
    {
        { "something comes up", [], Seeing("a"), false, ReactionStep.Begin },
        { "it is acted on", [Begun], Seeing("a"), false, ReactionStep.Send },
        { "once", [Begun, Sent("a")], Seeing("a"), false, ReactionStep.Wait },
        { "something new is acted on too", [Begun, Sent("a")], Seeing("a", "b"), false, ReactionStep.Send },
        { "until the budget is used up", [Begun, Sent("a"), Sent("b")], Seeing("c"), false, ReactionStep.Escalate },
        { "an escalation is raised once", [Begun, Sent("a"), Sent("b"), Escalated], Seeing("c"), false, ReactionStep.Wait },
        { "what lasts too long escalates", [Begun, Sent("a")], Seeing("a"), true, ReactionStep.Escalate },
        { "that is raised once too", [Begun, Sent("a"), Escalated], Seeing("a"), true, ReactionStep.Wait },
        { "escalated for its time, what is new is still sent", [Begun, Sent("a"), Escalated], Seeing("a", "b"), true, ReactionStep.Send },
        { "nothing is said while checks run", [Begun, Sent("a")], new ReactionSighting { IsUnclear = true }, false, ReactionStep.Wait },
        { "nor where the session was told nothing", [Begun], new ReactionSighting { IsUnclear = true }, true, ReactionStep.Wait },
        { "told, and how it stands cannot be told for too long", [Begun, Sent("a")], new ReactionSighting { IsUnclear = true }, true, ReactionStep.Escalate },
        { "green for a moment is not over", [Begun, Sent("a")], new ReactionSighting { AbsentSince = s_soon }, false, ReactionStep.Wait },
        { "green for long is over", [Begun, Sent("a")], new ReactionSighting { AbsentSince = s_soon }, true, ReactionStep.Settle },
        { "a merged pull request is over at once", [Begun, Sent("a")], new ReactionSighting { IsOver = true }, false, ReactionStep.Settle },
        { "the same content that comes back was sent", [Begun, Sent("a"), new Facts.Settled("Over."), Begun], Seeing("a"), false, ReactionStep.Wait },
        { "a person has it sent again", [Begun, Sent("a"), Sent("b"), Escalated, new Facts.Reset(s_ann)], Seeing("a"), false, ReactionStep.Send },
        { "a session that has ended is not told", [Begun], Seeing("a") with { CanBeTold = false }, false, ReactionStep.Wait },
        { "what cannot be delivered escalates", [Begun], Seeing("a") with { Hindrance = "No forge." }, false, ReactionStep.Escalate },
        { "checks are attributed first", [Begun], ReactionStates.SeeingFailed(ReactionStates.Failed()), false, ReactionStep.Attribute },
        { "the change's own are sent", [Begun, Found(ReactionAttribution.ThisChange)], ReactionStates.SeeingFailed(ReactionStates.Failed()), false, ReactionStep.Send },
        { "those of the base are not", [Begun, Found(ReactionAttribution.AlreadyOnBase)], ReactionStates.SeeingFailed(ReactionStates.Failed()), false, ReactionStep.Wait },
        { "nor do they escalate", [Begun, Found(ReactionAttribution.AlreadyOnBase)], ReactionStates.SeeingFailed(ReactionStates.Failed()), true, ReactionStep.Wait },
        { "nor those of the machinery", [Begun, Found(ReactionAttribution.Infrastructure)], ReactionStates.SeeingFailed(ReactionStates.Failed()), false, ReactionStep.Wait },
        { "a re-run that passes is attributed", [Begun, Rerun], new ReactionSighting { Head = ReactionStates.Head, PassedChecks = ["build"] }, false, ReactionStep.Attribute },
        { "a re-run is waited for", [Begun, Compared, Rerun], ReactionStates.SeeingFailed(ReactionStates.Failed()), false, ReactionStep.Wait },
    };

    private static Facts.Begun Begun => ReactionStates.Begun;

    private static Facts.Escalated Escalated { get; } = new("Too long.", new OperationKey("notice"));

    private static Facts.RerunAsked Rerun { get; } = new(ReactionStates.Head, new Dictionary<string, int> { ["build"] = 1 });

    private static Facts.Compared Compared { get; } = new(ReactionStates.Head, "base-1", ["build"], new Dictionary<string, string>());

    [Theory]
    [MemberData(nameof(Table))]
    public void Next_Table(string what, object[] facts, object sighting, bool isLate, object expected)
    {
        var choice = ReactionDecision.Next(ReactionStates.Fold(facts), (ReactionSighting)sighting, s_policy, isLate ? s_late : s_soon);

        Assert.True((ReactionStep)expected == choice.Step, $"{what}: {choice.Step}, {choice.Reason}");
    }

    [Theory]
    [InlineData(ReactionAction.Notify, "Notify")]
    [InlineData(ReactionAction.Ask, "Ask")]
    [InlineData(ReactionAction.Merge, "Merge")]
    [InlineData(ReactionAction.Run, "Run")]
    public void Next_OtherActions_AreTheStep(ReactionAction action, string step) =>
        Assert.Equal(step, ReactionDecision.Next(ReactionStates.Fold(Begun), Seeing("a"), s_policy with { Action = action }, s_soon).Step.ToString());

    [Fact]
    public void Next_SwitchedOff_SettlesWhatWasBegun()
    {
        Assert.Equal(ReactionStep.Settle, ReactionDecision.Next(ReactionStates.Fold(Begun), Seeing("a"), s_policy with { Enabled = false }, s_soon).Step);
        Assert.Equal(ReactionStep.Wait, ReactionDecision.Next(ReactionStates.Fold(), Seeing("a"), s_policy with { Enabled = false }, s_soon).Step);
    }

    /// <summary>Whatever happens in whatever order, it acts no more often than its budget between two moments at which that is whole again, and what it cannot act on any more is escalated until it is over.</summary>
    [Property(MaxTest = 500)]
    public void Next_AnyHistory_BudgetNeverGrowsByItself_AndNoEscalationIsLost(byte[] events)
    {
        var state = ReactionStates.Fold();
        var now = ReactionStates.Start;
        DateTimeOffset? absentSince = null;
        var acted = 0;
        foreach (var one in events ?? [])
        {
            now = now.AddMinutes(one % 7);
            var sighting = (one / 7 % 5) switch
            {
                0 => new ReactionSighting(),
                1 => new ReactionSighting { IsUnclear = true },
                2 when one > 200 => new ReactionSighting { IsOver = true },
                var content => Seeing($"c{one % 11}-{content}"),
            };
            absentSince = sighting.Occurrence is null && !sighting.IsUnclear ? absentSince ?? now : null;
            if (one == 255)
            {
                state = ReactionStates.Fold(state, new Facts.Reset(s_ann), now);
                acted = 0;
            }

            ReactionChoice choice;
            while ((choice = ReactionDecision.Next(state, sighting with { AbsentSince = absentSince }, s_policy, now)).Step != ReactionStep.Wait)
            {
                var wasEscalated = state.IsEscalated;
                state = ReactionStates.Fold(state, FactOf(choice), now);
                acted = choice.Step switch
                {
                    ReactionStep.Send => acted + 1,
                    ReactionStep.Settle => 0,
                    _ => acted,
                };
                Assert.True(choice.Step != ReactionStep.Settle || sighting.IsOver || now - absentSince >= s_policy.RetriggerAfter, "Only what was gone long enough, or is over, is settled.");
                Assert.True(!wasEscalated || state.IsEscalated || choice.Step == ReactionStep.Settle, "An escalation was lost.");
            }

            Assert.InRange(acted, 0, s_policy.Retries!.Value);
            Assert.Equal(acted, state.Attempts);
            Assert.True(sighting.Occurrence is not { } there || state.IsEscalated || there.Items.All(item => state.Handled.Contains(item.Fingerprint)), "Nobody was told.");
        }
    }

    private static object FactOf(ReactionChoice choice) => choice.Step switch
    {
        ReactionStep.Begin => Begun,
        ReactionStep.Send => new Facts.Sent([.. choice.Items.Select(static item => item.Fingerprint)], "shop-1.m1", ReactionStates.Head),
        ReactionStep.Escalate => new Facts.Escalated(choice.Reason!, new OperationKey("notice")),
        ReactionStep.Settle => new Facts.Settled(choice.Reason!),
        _ => throw new InvalidOperationException(choice.Step.ToString()),
    };

    private static ReactionSighting Seeing(params string[] fingerprints) => ReactionStates.Seeing(fingerprints);

    private static Facts.Sent Sent(string fingerprint) => new([fingerprint], "shop-1.m1", ReactionStates.Head);

    private static Facts.Attributed Found(ReactionAttribution attribution) => new([new CheckAttribution("build", ReactionStates.Head, attribution, "Evidence.")]);
}
