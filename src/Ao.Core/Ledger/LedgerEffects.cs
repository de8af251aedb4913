using System.Text;
using Ao.Effects;
using Ao.Notifiers;

namespace Ao.Ledger;

/// <summary>The effects of publishing a ledger: everything that decides what others get to see is a parameter.</summary>
internal static class LedgerEffects
{
    private const int MostShown = 30;
    private const int LongestShown = 300;

    public static Effect Register(OperationKey key, string scm, LedgerPushRequest request, int records, IReadOnlyList<LedgerEntry> entries) => new()
    {
        Key = key,
        Kind = EffectKind.RegisterFork,
        Project = request.Source.Project,
        Title = $"Register {request.Source.Project} in the repository {Printable.Quote(request.Location)}: its whole ledger, {records} records, and all that it publishes later",
        Details = new ConsentDetails { Target = request.Location },
        Parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = request.Source.Location,
            ["forkId"] = request.ForkId,
            ["place"] = request.Location,
            ["head"] = request.Head ?? "",
            ["written"] = $"The reference refs/ao/ledger/{request.ForkId}, or the branch ao-ledger/{request.ForkId} where the place takes only branches: who the project is, and every record that its ledger holds so far, {records} in all. Whoever reads the repository can read them.",
            ["records"] = Show(entries),
            ["later"] = "Every record that the ledger gets from now on is brought there too, until the registration is ended (UnregisterAsync).",
            ["forGood"] = "It cannot be taken back: what lies there stays unless those who keep the repository delete it, and copies that others have fetched stay theirs.",
        },
    };

    public static Effect Publish(OperationKey key, string scm, LedgerPushRequest request, int records, int added, IReadOnlyList<LedgerEntry> entries) => new()
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
            ["records"] = Show(entries),
        },
    };

    /// <summary>Puts records into words for whoever is asked: what they are and say, the newest last.</summary>
    private static string Show(IReadOnlyList<LedgerEntry> entries)
    {
        var shown = entries.TakeLast(MostShown).Select(static entry => $"{entry.Kind}: {ShortText.Of(Printable.Line(Encoding.UTF8.GetString(entry.Body.Span)), LongestShown)}");
        return string.Join('\n', entries.Count > MostShown ? shown.Prepend($"{entries.Count - MostShown} older ones, and:") : shown);
    }
}
