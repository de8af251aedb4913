using Ao.Budgets;
using Ao.Configuration;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Budgets;

public class BudgetDecisionTests
{
    private static readonly BudgetKey s_session = new(BudgetScope.Session, Session: new SessionId("shop", 1));
    private static readonly BudgetKey s_day = new(BudgetScope.ProjectDay, new ProjectId("shop"), Day: new DateOnly(2026, 11, 26));

    [Theory]

    // There is room for what is expected: it is reserved.
    [InlineData("Begins", "Tokens", 100_000, 0, 0, "Admit", 20_000)]
    [InlineData("Begins", "Tokens", 100_000, 40_000, 40_000, "Admit", 20_000)]

    // Others have reserved what is left: it waits for what they settle.
    [InlineData("Begins", "Tokens", 100_000, 40_000, 50_000, "Wait", 0)]

    // Nobody else has reserved anything: waiting would not help, and what is left may be used.
    [InlineData("Begins", "Tokens", 100_000, 95_000, 0, "Admit", 5_000)]

    // Nothing is left, and where the limit is 0 there never was.
    [InlineData("Begins", "Tokens", 100_000, 100_000, 0, "Pause", 0)]
    [InlineData("Begins", "Tokens", 0, 0, 0, "Pause", 0)]
    [InlineData("Begins", "Turns", 3, 2, 0, "Admit", 20_000)]
    [InlineData("Begins", "Turns", 3, 2, 1, "Wait", 0)]
    [InlineData("Begins", "Turns", 3, 3, 0, "Pause", 0)]

    // What is used up stops what uses it: tokens and time a turn, time alone an agent that is idle.
    [InlineData("Works", "Tokens", 100, 99, 1, "None", 0)]
    [InlineData("Works", "Tokens", 100, 100, 0, "Pause", 0)]
    [InlineData("Works", "WallTime", 60, 60, 0, "Pause", 0)]
    [InlineData("Works", "Money", 5, 6, 0, "Pause", 0)]
    [InlineData("Idles", "Tokens", 100, 200, 0, "None", 0)]
    [InlineData("Idles", "WallTime", 60, 61, 0, "Pause", 0)]

    // The last turn that was admitted is not broken off for being the last.
    [InlineData("Works", "Turns", 3, 3, 0, "None", 0)]

    // A paused session goes on when the limit was raised, or the day is another.
    [InlineData("Paused", "Tokens", 100, 100, 0, "None", 0)]
    [InlineData("Paused", "Tokens", 150, 100, 0, "Resume", 0)]
    public void Decide_OneLimit_Answers(string phase, string resource, int limit, int spent, int reserved, string kind, long tokens)
    {
        var line = new BudgetLine(Enum.Parse<BudgetResource>(resource), limit, spent, reserved);
        var parsed = Enum.Parse<BudgetPhase>(phase);

        var answer = BudgetDecision.Decide(parsed, [new BudgetView(s_session, line)], new BudgetNeed(20_000), parsed == BudgetPhase.Paused ? s_session.Id : null);

        Assert.Equal((Enum.Parse<BudgetAnswerKind>(kind), tokens), (answer.Kind, answer.Tokens));
    }

    [Fact]
    public void Decide_PausedByOneAndAnotherIsReached_IsPausedByTheOther()
    {
        BudgetView[] views = [new(s_session, new BudgetLine(BudgetResource.Tokens, 150, 100)), new(s_day, new BudgetLine(BudgetResource.Tokens, 100, 100))];

        var answer = BudgetDecision.Decide(BudgetPhase.Paused, views, pausedBy: s_session.Id);

        Assert.Equal((BudgetAnswerKind.Pause, s_day), (answer.Kind, answer.View!.Key));
        Assert.Equal(BudgetAnswerKind.None, BudgetDecision.Decide(BudgetPhase.Paused, views, pausedBy: s_day.Id).Kind);
    }

    [Property]
    public Property Begin_AnyLimits_TogetherNeverReserveBeyondOne(PositiveInt limit, NonNegativeInt spent, PositiveInt[] needs)
    {
        var reserved = 0L;
        foreach (var need in needs)
        {
            var view = new BudgetView(s_day, new BudgetLine(BudgetResource.Tokens, limit.Get, spent.Get, reserved));
            var answer = BudgetDecision.Decide(BudgetPhase.Begins, [view], new BudgetNeed(need.Get));
            reserved += answer.Tokens;
        }

        return (spent.Get >= limit.Get ? reserved == 0 : spent.Get + reserved <= limit.Get).ToProperty();
    }

    [Theory]
    [InlineData("Tokens", 50_000, 50_500, 75_000)]
    [InlineData("Tokens", 0, 0, 20_000)]
    [InlineData("Tokens", 1_000, 90_000, 110_000)]
    [InlineData("Turns", 3, 3, 8)]
    [InlineData("Turns", 40, 40, 60)]
    [InlineData("Money", 5, 5, 7.5)]
    [InlineData("Sessions", 50, 50, 75)]
    public void Proposal_Limit_IsEnoughToGoOn(string resource, decimal limit, decimal spent, decimal to) =>
        Assert.Equal(to, BudgetProposal.Of(Enum.Parse<BudgetResource>(resource), limit, spent, new HostBudgetOptions()));

    [Theory]
    [InlineData("Tokens", 50_000, 12_300, 20_000, false, null, "tokens 12,300 of 50,000 (reserved 20,000)")]
    [InlineData("Turns", 40, 3, 1, false, null, "turns 3 of 40")]
    [InlineData("Tokens", 50_000, 0, 0, true, null, "tokens unknown of 50,000")]
    [InlineData("Money", 5, 1.204, 0, true, "USD", "money at least 1.20 of 5.00 USD")]
    [InlineData("WallTime", 7_200, 725, 0, false, null, "time 12:05 of 2:00:00")]
    public void Text_Line_SaysHowItStands(string resource, decimal limit, decimal spent, decimal reserved, bool isUnknown, string? currency, string text) =>
        Assert.Equal(text, new BudgetLine(Enum.Parse<BudgetResource>(resource), limit, spent, reserved, isUnknown, currency).ToString());

    [Theory]
    [InlineData("session/shop-1")]
    [InlineData("unreported/shop-1")]
    [InlineData("spawns/shop-1")]
    [InlineData("total/shop")]
    [InlineData("day/shop/2026-11-26")]
    [InlineData("day/2026-11-26")]
    public void Key_Id_IsReadBack(string id) => Assert.Equal(id, BudgetKey.Parse(id)!.Value.Id);

    [Theory]
    [InlineData("")]
    [InlineData("day/2026-13-01")]
    [InlineData("session/../shop-1")]
    [InlineData("weeks/shop")]
    public void Key_Nonsense_IsNone(string id) => Assert.Null(BudgetKey.Parse(id));
}
