using Ao.Ledger;
using Ao.Ledger.Bodies;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Ledger;

/// <summary>The fold of a publisher's records.</summary>
public class PublisherViewTests
{
    [Property(MaxTest = 300)]
    public bool Of_AnyOrderAndAnyRepetition_GivesTheSame(byte[] choices, int seed)
    {
        var records = Records(choices);
        var random = new Random(seed);
        var shuffled = records.Concat(records.Where(_ => random.Next(2) == 0)).OrderBy(_ => random.Next()).ToList();

        return Describe(PublisherView.Of(records)) == Describe(PublisherView.Of(shuffled));
    }

    [Property(MaxTest = 300)]
    public bool Of_AnyRecords_OneStandsPerSubject(byte[] choices)
    {
        var view = PublisherView.Of(Records(choices));

        return view.Entries.Count == Records(choices).Select(static record => record.Id).Distinct().Count()
            && view.Standing(LedgerKinds.Report).GroupBy(static entry => entry.Subject).All(static group => group.Key is null || group.Count() == 1)
            && view.Entries.Where(static entry => entry is { Stands: true, Kind: LedgerKinds.Adopt or LedgerKinds.Decline }).GroupBy(static entry => entry.Subject).All(static group => group.Count() == 1)
            && view.Entries.All(static entry => entry.Stands || entry.IsWithdrawn || entry.SupersededBy is not null);
    }

    [Fact]
    public void Of_LaterEdit_Stands()
    {
        var view = PublisherView.Of([Report("a", 1, "bug-1"), Report("b", 2, "bug-1"), Report("c", 2, "bug-2")]);

        Assert.Equal(["b", "c"], view.Standing(LedgerKinds.Report).Select(static entry => entry.Id));
        Assert.Equal("b", view.Find("a")!.SupersededBy);
    }

    [Fact]
    public void Of_EqualClocks_TheIdDecides() =>
        Assert.Equal(["b"], PublisherView.Of([Report("b", 1, "bug-1"), Report("a", 1, "bug-1")]).Standing(LedgerKinds.Report).Select(static entry => entry.Id));

    [Fact]
    public void Of_WithdrawnEdit_TheOneBeforeStandsAgain()
    {
        var view = PublisherView.Of([Report("a", 1, "bug-1"), Report("b", 2, "bug-1"), Withdraw("w", 3, "b")]);

        Assert.Equal(["a"], view.Standing(LedgerKinds.Report).Select(static entry => entry.Id));
        Assert.True(view.Find("b")!.IsWithdrawn);
    }

    [Fact]
    public void Of_WithdrawalOfWhatCannotBe_ChangesNothing()
    {
        var view = PublisherView.Of([Entry("i", 1, LedgerKinds.Identity, "self", LedgerBody.Write(new IdentityBody { Name = "shop" }, LedgerBodiesJson.Default.IdentityBody)), Report("a", 2), Withdraw("w", 3, "a"), Withdraw("x", 4, "w"), Withdraw("y", 5, "i"), Withdraw("z", 6, "unknown")]);

        Assert.Equal(["i", "w", "x", "y", "z"], view.Entries.Where(static entry => entry.Stands).Select(static entry => entry.Id));
    }

    [Fact]
    public void Of_LinkThatSupersedes_HidesTheOther()
    {
        var view = PublisherView.Of([Report("a", 1), Report("b", 2), Link("l", 3, "b", "a"), Link("m", 4, "b", "of another fork")]);

        Assert.Equal("b", view.Find("a")!.SupersededBy);
        Assert.True(view.Find("b")!.Stands);
    }

    [Fact]
    public void Of_DecisionsOnOneProposal_TheNewestStands()
    {
        var view = PublisherView.Of([Entry("a", 1, LedgerKinds.Adopt, "p", "{}"u8.ToArray()), Entry("d", 2, LedgerKinds.Decline, "p", "{}"u8.ToArray()), Entry("o", 1, LedgerKinds.Decline, "q", "{}"u8.ToArray())]);

        Assert.Equal(["o", "d"], view.Entries.Where(static entry => entry.Stands).Select(static entry => entry.Id));
        Assert.Equal("d", view.Find("a")!.SupersededBy);
    }

    private static string Describe(PublisherView view) => string.Join(' ', view.Entries.Select(static entry => $"{entry.Id}:{entry.IsWithdrawn}:{entry.SupersededBy}"));

    private static List<LedgerEntry> Records(byte[] choices) => [.. choices.Select(static (choice, index) => (choice % 6) switch
    {
        0 => Report($"r{index}", choice % 7, $"subject-{choice % 3}"),
        1 => Report($"r{index}", choice % 5),
        2 => Entry($"r{index}", choice % 7, LedgerKinds.Adopt, $"r{choice % 3}", "{}"u8.ToArray()),
        3 => Entry($"r{index}", choice % 7, LedgerKinds.Decline, $"r{choice % 3}", "{}"u8.ToArray()),
        4 => Withdraw($"r{index}", choice % 6, $"r{choice % 11}"),
        _ => Link($"r{index}", choice % 6, $"r{choice % 9}", $"r{choice % 13}"),
    })];

    private static LedgerEntry Report(string id, long clock, string? subject = null) => Entry(id, clock, LedgerKinds.Report, subject, "{}"u8.ToArray());

    private static LedgerEntry Withdraw(string id, long clock, string record) => Entry(id, clock, LedgerKinds.Withdraw, null, LedgerBody.Write(new WithdrawBody { Record = record }, LedgerBodiesJson.Default.WithdrawBody));

    private static LedgerEntry Link(string id, long clock, string a, string b) => Entry(id, clock, LedgerKinds.Link, null, LedgerBody.Write(new LinkBody { A = a, B = b, Relation = "supersedes" }, LedgerBodiesJson.Default.LinkBody));

    private static LedgerEntry Entry(string id, long clock, string kind, string? subject, ReadOnlyMemory<byte> body) => new() { Id = id, Publisher = "0123456789abcdef", Kind = kind, Clock = clock, Time = DateTimeOffset.UnixEpoch, Subject = subject, Body = body };
}
