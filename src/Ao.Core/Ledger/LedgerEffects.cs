using System.Globalization;
using System.Text;
using Ao.Effects;
using Ao.Notifiers;

namespace Ao.Ledger;

/// <summary>The effects of publishing a ledger: everything that decides what others get to see is a parameter.</summary>
internal static class LedgerEffects
{
    private const int MostShown = 30;
    private const int LongestShown = 300;

    public static Effect Register(OperationKey key, string scm, LedgerPushRequest request, int records, IReadOnlyList<LedgerEntry> entries) => Of(
        key,
        EffectKind.RegisterFork,
        $"Register {request.Source.Project} in the repository {Printable.Quote(request.Location)}: its whole ledger, {records} records, and all that it publishes later",
        scm,
        request,
        ("head", request.Head ?? ""),
        ("written", $"The reference refs/ao/ledger/{request.ForkId}, or the branch ao-ledger/{request.ForkId} where the place takes only branches: who the project is, and every record that its ledger holds so far, {records} in all. Whoever reads the repository can read them."),
        ("records", Show(entries)),
        ("later", "Every record that the ledger gets from now on is brought there too, until the registration is ended (UnregisterAsync)."),
        ("forGood", "It cannot be taken back: what lies there stays unless those who keep the repository delete it, and copies that others have fetched stay theirs."));

    public static Effect Publish(OperationKey key, string scm, LedgerPushRequest request, int records, int added, IReadOnlyList<LedgerEntry> entries) => Of(
        key,
        EffectKind.PublishLedger,
        $"Publish the ledger of {request.Source.Project}, {records} records, to {Printable.Quote(request.Location)}",
        scm,
        request,
        ("form", request.Form.ToString()),
        ("head", request.Head ?? ""),
        ("newRecords", added.ToString(CultureInfo.InvariantCulture)),
        ("records", Show(entries)));

    private static Effect Of(OperationKey key, EffectKind kind, string title, string scm, LedgerPushRequest request, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = request.Source.Location,
            ["forkId"] = request.ForkId,
            ["place"] = request.Location,
        };
        foreach (var (name, value) in more)
        {
            parameters[name] = value;
        }

        return new Effect { Key = key, Kind = kind, Project = request.Source.Project, Title = title, Details = new ConsentDetails { Target = request.Location }, Parameters = parameters };
    }

    /// <summary>Puts records into words for whoever is asked: what they are and say, the newest last.</summary>
    private static string Show(IReadOnlyList<LedgerEntry> entries)
    {
        var shown = entries.TakeLast(MostShown).Select(static entry => $"{entry.Kind}: {ShortText.Of(Printable.Line(Encoding.UTF8.GetString(entry.Body.Span)), LongestShown)}");
        return string.Join('\n', entries.Count > MostShown ? shown.Prepend($"{entries.Count - MostShown} older ones, and:") : shown);
    }
}
