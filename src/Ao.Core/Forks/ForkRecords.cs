using Ao.Ledger;
using Ao.Ledger.Bodies;

namespace Ao.Forks;

/// <summary>Reads what forks say of themselves out of the ledger. It is shown, and nothing is decided by it but how long ago a fork was heard of.</summary>
internal sealed class ForkRecords(ILedgerBook book, TimeProvider time)
{
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
        return ForkSaid.Of(publisher.Entries.Count, last, identity);
    }
}
