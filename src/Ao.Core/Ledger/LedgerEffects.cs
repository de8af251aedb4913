using Ao.Effects;
using Ao.Notifiers;

namespace Ao.Ledger;

/// <summary>The effect of publishing a ledger: everything that decides what others get to see is a parameter.</summary>
internal static class LedgerEffects
{
    public static Effect Publish(OperationKey key, string scm, LedgerPushRequest request, int records, int added) => new()
    {
        Key = key,
        Kind = EffectKind.PublishLedger,
        Project = request.Source.Project,
        Title = $"Publish the ledger of {request.Source.Project}, {records} records, to {Printable.Quote(request.Location)}",
        Details = new ConsentDetails { Target = request.Location },
        Parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = request.Source.Location,
            ["forkId"] = request.ForkId,
            ["place"] = request.Location,
            ["form"] = request.Form.ToString(),
            ["head"] = request.Head ?? "",
            ["newRecords"] = added.ToString(System.Globalization.CultureInfo.InvariantCulture),
        },
    };
}
