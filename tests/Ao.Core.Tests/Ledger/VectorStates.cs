using System.Text;
using Ao.Ledger;
using Ao.Ledger.Protocol;

namespace Ao.Core.Tests.Ledger;

/// <summary>Makes the vectors of states.</summary>
internal sealed class VectorStates(string publisher, string other)
{
    private readonly List<VectorState> _states = [];

    public IReadOnlyList<VectorState> Make()
    {
        AddEdits();
        AddWithdrawals();
        AddLinks();
        return _states;
    }

    private void AddEdits()
    {
        var (a, b) = (Report(1, "one"), Report(2, "one"));
        Add("edits: the higher clock stands", [b, a], [b]);
        var same = new[] { Report(1, "one", "x"), Report(1, "one", "y") }.OrderBy(static record => record.Id, StringComparer.Ordinal).ToArray();
        Add("edits: of equal clocks the higher id stands", same, [same[1]]);
        Add("edits: other subjects, kinds, versions and publishers stand beside each other", [a, Report(2, "two"), Record(2, "change", """{"key":"one","revision":"x"}"""), Record(2, "report.v2", """{"key":"one"}"""), Report(2, "one", by: other)]);
        Add("edits: without a key, with an empty one, one of 201 characters or one that is no text, nothing is replaced", [.. Enumerable.Range(1, 2).SelectMany(clock => new[] { Record(clock, "report", """{"type":"bug","title":"x"}"""), Report(clock, ""), Report(clock, new string('k', 201)), Record(clock, "report", """{"key":1}""") })]);
        var (wide, wider) = (Report(1, string.Concat(Enumerable.Repeat("\U0001f600", 200))), Report(2, string.Concat(Enumerable.Repeat("\U0001f600", 200))));
        Add("edits: a key of 200 characters outside the first plane", [wide, wider], [wider]);
        var bare = Record(2, "report", """{"key":"one"}""");
        Add("edits: what has not the form of its kind replaces all the same", [a, bare], [bare]);
        var (first, second, hints, newer) = (Record(1, "identity", """{"name":"x"}"""), Record(2, "identity", """{"name":"y","key":"z"}"""), Record(1, "peers", """{"peers":[]}"""), Record(2, "peers", """{"peers":[]}"""));
        Add("edits: one identity and one list of peers", [first, second, hints, newer], [second, newer]);
        var (adopt, decline, again, elsewhere) = (Record(1, "adopt", """{"proposal":"p","key":"1"}"""), Record(2, "decline", """{"proposal":"p","key":"2"}"""), Record(3, "adopt", """{"proposal":"p","key":"1"}"""), Record(1, "adopt", """{"proposal":"q","key":"1"}"""));
        Add("decisions: the newer one stands, whichever it is", [adopt, decline, elsewhere], [decline, elsewhere]);
        Add("decisions: adopted, declined and adopted again", [adopt, decline, again], [again]);
    }

    private void AddWithdrawals()
    {
        var (a, b) = (Report(1, "one"), Report(2, "one"));
        var back = Withdraw(3, b);
        Add("withdrawals: the edit before stands again", [a, b, back], [a, back]);
        var early = Withdraw(1, b);
        Add("withdrawals: whatever their clocks are", [b, early], [early]);
        var (who, taken, foreign) = (Record(1, "identity", """{"name":"x"}"""), Withdraw(4, back), Withdraw(5, a, other));
        var identity = Withdraw(6, who);
        Add("withdrawals: not of a withdrawal, an identity, another's record, or nothing", [who, a, b, back, taken, foreign, identity, Record(7, "withdraw", """{"record":5}""")], [who, a, back, taken, foreign, identity, Record(7, "withdraw", """{"record":5}""")]);
    }

    private void AddLinks()
    {
        var (a, b, c) = (Report(1, "one"), Report(2, "two"), Report(3, "two"));
        var link = Link(4, a, b);
        Add("links: what is superseded is hidden", [a, b, link], [a, link]);
        var newest = Link(4, a, c);
        Add("links: an edit that the hidden one had replaced does not stand again", [a, b, c, newest], [a, newest]);
        var (both, turned) = (Link(4, a, b), Link(5, b, a));
        Add("links: two that supersede each other are both hidden", [a, b, both, turned], [both, turned]);
        var over = Link(5, a, link);
        Add("links: what is hidden hides all the same", [a, b, link, over], [a, over]);
        var gone = Withdraw(5, link);
        Add("links: what is withdrawn hides nothing", [a, b, link, gone], [a, b, gone]);
        var without = Withdraw(5, a);
        Add("links: by a record that is withdrawn it is hidden all the same", [a, b, link, without], [link, without]);
        var (who, theirs) = (Record(1, "identity", """{"name":"x"}"""), Report(1, "one", by: other));
        Add("links: not itself, an identity, a withdrawal, another's record, by another's record, or by another relation",
            [a, b, who, theirs, gone, Link(6, a, a), Link(7, a, who), Link(8, a, gone), Link(9, a, theirs), Link(10, theirs, b), Record(11, "link", $$"""{"a":"{{a.Id}}","b":"{{b.Id}}","relation":"duplicate"}""")]);
    }

    private void Add(string name, VectorStateRecord[] records, VectorStateRecord[]? stands = null) => _states.Add(new VectorState(name, records, [.. (stands ?? records).Select(static record => record.Id)]));

    private VectorStateRecord Report(long clock, string key, string title = "x", string? by = null) => Record(clock, "report", $$"""{"key":"{{key}}","type":"bug","title":"{{title}}"}""", by);

    private VectorStateRecord Withdraw(long clock, VectorStateRecord record, string? by = null) => Record(clock, "withdraw", $$"""{"record":"{{record.Id}}"}""", by);

    private VectorStateRecord Link(long clock, VectorStateRecord a, VectorStateRecord b) => Record(clock, "link", $$"""{"a":"{{a.Id}}","b":"{{b.Id}}","relation":"supersedes"}""");

    private VectorStateRecord Record(long clock, string kind, string body, string? by = null)
    {
        var payload = Encoding.UTF8.GetBytes($$"""{"v":1,"publisher":"{{by ?? publisher}}","clock":{{clock}},"time":"2026-11-26T09:00:00Z","family":"{{ChainBuilder.Family}}","body":{{body}}}""");
        return new VectorStateRecord(LedgerPayload.IdOf(payload), kind.Contains(".v", StringComparison.Ordinal) ? $"application/vnd.ao.{kind}+json" : LedgerFormat.PayloadType(kind), Convert.ToBase64String(payload));
    }
}
