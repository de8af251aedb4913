using Ao.Ledger;
using Ao.Ledger.Bodies;

namespace Ao.Forks;

/// <summary>Reads what forks say of themselves out of the ledger. It is shown, and nothing is decided by it but how long ago a fork was heard of.</summary>
internal sealed class ForkRecords(ILedgerBook book, TimeProvider time)
{
    private const int MaxName = 64;
    private const int MaxLine = 200;

    public ForkSaid Of(ProjectId project, string? forkId)
    {
        if (forkId is null || !book.View(project).Publishers.TryGetValue(forkId, out var publisher))
        {
            return ForkSaid.Nothing;
        }

        var identity = publisher.Standing(LedgerKinds.Identity) is [.., var latest] ? LedgerBody.Read(latest, LedgerBodiesJson.Default.IdentityBody) : null;
        var now = time.GetUtcNow();

        // A time that has not come yet is a mistake, or a wish to look alive.
        var last = publisher.Entries.Where(entry => entry.Time <= now).Select(static entry => (DateTimeOffset?)entry.Time).Max();
        return new ForkSaid(publisher.Entries.Count, last, Text(identity?.Name, MaxName), Text(identity?.Contact, MaxLine), Text(identity?.Domain, MaxLine));
    }

    private static string? Text(string? text, int longest) => string.IsNullOrWhiteSpace(text) ? null : ShortText.Clean(Printable.Line(text), longest);
}
