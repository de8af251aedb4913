using Ao.Agents;
using Ao.Budgets;
using Ao.Configuration;
using Ao.Core.Tests.Sessions;
using Ao.Sessions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Budgets;

public class BudgetBookTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 26, 23, 0, 0, TimeSpan.Zero);
    private static readonly ProjectId s_shop = new("shop");
    private static readonly BudgetLimitOptions s_limits = new() { Tokens = 100_000, Turns = 40, WallTime = TimeSpan.FromHours(2), Money = new MoneyOptions { Amount = 5 } };
    private static readonly ModelPriceOptions[] s_prices = [new() { Model = "known", From = new DateOnly(2026, 1, 1), Source = "list", InputPerMillion = 10, OutputPerMillion = 50 }];

    private readonly BudgetBook _book = new(s_prices);

    public BudgetBookTests() => Tell(0, States.Requested);

    [Fact]
    public void Turn_LiveUsage_CountsAtOnceAndIsTakenOffTheReservation()
    {
        Tell(1, new Facts.BudgetReserved(20_000), new Facts.LaunchIntended(1, null), new Facts.Launched(1, "token", TakesTurns: true), new Facts.UsageReported(1, 1, 10_000, 2_000, 0, 0));

        Assert.Equal("tokens 12,000 of 100,000 (reserved 8,000)", Line(BudgetResource.Tokens, 2));
        Assert.Equal("turns 0 of 40", Line(BudgetResource.Turns, 2));
        Tell(3, new Facts.TurnEnded(1, 2, TurnOutcome.Completed, null));
        Assert.Equal("tokens 12,000 of 100,000", Line(BudgetResource.Tokens, 4));
        Assert.Equal("turns 1 of 40", Line(BudgetResource.Turns, 4));
    }

    [Fact]
    public void Money_PriceKnownOrNot_CountsOrIsUnknown()
    {
        Tell(1, new Facts.UsageReported(1, 1, 100_000, 10_000, 0, 0, "known"));
        Assert.Equal("money 1.50 of 5.00 USD", Line(BudgetResource.Money, 2));

        Tell(3, new Facts.UsageReported(1, 2, 100_000, 0, 0, 0, "other"));
        Assert.Equal("money at least 1.50 of 5.00 USD", Line(BudgetResource.Money, 4));
    }

    [Fact]
    public void Time_RunOverMidnight_BelongsToBothDays()
    {
        Tell(0, new Facts.LaunchIntended(1, null), new Facts.Launched(1, "token"));

        Assert.Equal("time 1:30:00 of 2:00:00", Line(BudgetResource.WallTime, 90));
        Assert.Equal("time 30:00 of 2:00:00", Line(BudgetResource.WallTime, 90, new BudgetKey(BudgetScope.HostDay, Day: new DateOnly(2026, 11, 27))));
        Tell(90, new Facts.RunEnded(1, 0));
        Assert.Equal("time 1:00:00 of 2:00:00", Line(BudgetResource.WallTime, 300, new BudgetKey(BudgetScope.ProjectDay, s_shop, Day: new DateOnly(2026, 11, 26))));
        Assert.Equal("time 30:00 of 2:00:00", Line(BudgetResource.WallTime, 300, new BudgetKey(BudgetScope.ProjectDay, s_shop, Day: new DateOnly(2026, 11, 27))));
    }

    [Fact]
    public void Time_WhilePaused_DoesNotCount()
    {
        Tell(0, new Facts.LaunchIntended(1, null), new Facts.Launched(1, "token", TakesTurns: true));
        Tell(10, new Facts.Paused("A person has paused it."));
        Tell(50, new Facts.Resumed());

        Assert.Equal("time 15:00 of 2:00:00", Line(BudgetResource.WallTime, 55));
    }

    [Fact]
    public void Unreported_TurnsAndTimeSinceTheAgentSaidWhatItUses()
    {
        var key = new BudgetKey(BudgetScope.Unreported, s_shop, States.Id);
        Tell(0, new Facts.LaunchIntended(1, null), new Facts.Launched(1, "token", TakesTurns: true));
        for (var turn = 1; turn <= 3; turn++)
        {
            Tell(turn * 10, new Facts.ActivityChanged(1, turn, AgentActivity.Active, null), new Facts.TurnEnded(1, turn, TurnOutcome.Completed, null));
        }

        Assert.Equal("turns 3 of 40", Line(BudgetResource.Turns, 40, key));
        Assert.Equal("time 40:00 of 2:00:00", Line(BudgetResource.WallTime, 40, key));
        Assert.Equal("tokens unknown of 100,000", Line(BudgetResource.Tokens, 40));
        Tell(40, new Facts.UsageReported(1, 9, 5, 5, 0, 0));
        Assert.Equal("turns 0 of 40", Line(BudgetResource.Turns, 50, key));
        Assert.Equal("time 10:00 of 2:00:00", Line(BudgetResource.WallTime, 50, key));
    }

    [Fact]
    public void Raise_OneDay_IsThatDayOnly()
    {
        var (today, tomorrow) = (new BudgetKey(BudgetScope.ProjectDay, s_shop, Day: new DateOnly(2026, 11, 26)), new BudgetKey(BudgetScope.ProjectDay, s_shop, Day: new DateOnly(2026, 11, 27)));
        _book.Apply(today.Id, new BudgetFacts.Reached(1, BudgetResource.Tokens, 100_000, 150_000, 100_000, s_shop, States.Id), s_start, 1);
        Assert.NotNull(_book.CourseOf(today.Id).Open);
        _book.Apply(today.Id, new BudgetFacts.Raised(1, BudgetResource.Tokens, 100_000, 150_000), s_start, 2);

        Assert.Equal("tokens 0 of 150,000", Line(BudgetResource.Tokens, 1, today));
        Assert.Equal("tokens 0 of 100,000", Line(BudgetResource.Tokens, 1, tomorrow));
        Assert.Null(_book.CourseOf(today.Id).Open);
    }

    [Fact]
    public void Usage_BeyondAllNumbers_DoesNotRunOver()
    {
        Tell(1, new Facts.UsageReported(1, 1, long.MaxValue, long.MaxValue, -5, 0), new Facts.UsageReported(1, 2, long.MaxValue, 1, 0, 0));

        Assert.True(_book.TotalsOf(new BudgetKey(BudgetScope.ProjectTotal, s_shop)).Tokens > 1_000_000_000_000);
    }

    /// <summary>Whatever happens to a session, and whoever dies meanwhile: when it has ended, nothing of it is reserved, and project and host have spent what it has.</summary>
    [Property]
    public Property Reservation_AnyCourse_IsSettledByTheEnd(byte[] steps, byte end)
    {
        var book = new BudgetBook(s_prices);
        var minute = 0;
        book.Apply(States.Id, States.Requested, s_start);
        foreach (var step in steps)
        {
            book.Apply(States.Id, FactOf(step), s_start.AddMinutes(minute += 7));
            book = Reopen(book);
        }

        object[] ends = [new Facts.Stopped(null), new Facts.Failed("It broke."), new Facts.Lost("It is gone."), new Facts.Done(null)];
        book.Apply(States.Id, ends[end % ends.Length], s_start.AddMinutes(minute));
        book.Apply(States.Id, new Facts.RunEnded(1, null), s_start.AddMinutes(minute));
        var own = book.Find(States.Id)!;
        var host = book.OfHost;
        return (own.ReservedTokens is null && !book.Active.Any()
            && (own.Totals.Tokens, own.Totals.Turns, own.Totals.WallTime) == (host.Tokens, host.Turns, host.WallTime)).ToProperty();
    }

    private static object FactOf(byte step) => (step % 11) switch
    {
        0 or 1 => new Facts.BudgetReserved(step * 100),
        2 => new Facts.LaunchIntended(1, null, TakesUp: step > 100),
        3 or 4 => new Facts.Launched(1, "token", TakesTurns: step > 100),
        5 or 6 => new Facts.UsageReported(1, step, step * 1000, step, 0, 0, step > 100 ? "known" : null),
        7 => new Facts.TurnEnded(1, step, TurnOutcome.Completed, null),
        8 => new Facts.RunEnded(1, null),
        9 => new Facts.Paused("Nothing is left."),
        _ => new Facts.Resumed(),
    };

    private static BudgetBook Reopen(BudgetBook book)
    {
        var bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(book.Save(), BudgetFactsJson.Default.BudgetBookState);
        var next = new BudgetBook(s_prices);
        next.Load(System.Text.Json.JsonSerializer.Deserialize(bytes, BudgetFactsJson.Default.BudgetBookState)!);
        return next;
    }

    private void Tell(int minute, params object[] bodies)
    {
        foreach (var body in bodies)
        {
            _book.Apply(States.Id, body, s_start.AddMinutes(minute));
        }
    }

    private string Line(BudgetResource resource, int minute, BudgetKey? key = null)
    {
        var rule = new BudgetRule(key ?? new BudgetKey(BudgetScope.Session, s_shop, States.Id), s_limits);
        return BudgetLines.Of(_book, rule, s_start.AddMinutes(minute)).Single(view => view.Line.Resource == resource).Line.ToString();
    }
}
