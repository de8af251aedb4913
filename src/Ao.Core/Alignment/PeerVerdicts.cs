using System.Globalization;
using Ao.Convergence;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Microsoft.Extensions.Logging;

namespace Ao.Alignment;

/// <summary>Reads the verdicts that peers have published, and writes those that are published here. What a peer says is shown as its word, and stops nothing.</summary>
internal sealed partial class PeerVerdicts(ILedgerBook book, TimeProvider time, ILogger<PeerVerdicts> logger)
{
    private const string CheckName = "alignment";
    private const string Aligned = "aligned";
    private const string Conflicts = "conflicts";
    private const int MostAlerts = 50;
    private const int MostReferences = 5;
    private const int LongestName = 200;
    private const int LongestPath = 400;

    /// <summary>Reads the ledgers of a project, once. What cannot be read is done without: the check itself needs none.</summary>
    public async Task LoadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        try
        {
            await book.LoadAsync(project, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            LogUnread(exception, project);
        }
    }

    /// <summary>Finds what a trusted peer has published of the same revisions by the same rules. One that breaks something without saying what saves nobody the look.</summary>
    public AlignmentVerdict? Find(AlignmentVerdict wanted)
    {
        foreach (var entry in book.View(wanted.Project).Standing(LedgerKinds.Verdict).Where(entry => entry.Publisher != book.KeyOf(wanted.Project)?.ForkId))
        {
            if (LedgerBody.Read(entry, LedgerBodiesJson.Default.VerdictBody) is { Check: CheckName } body
                && body.Key == wanted.Id && body.Tool == wanted.Rules && body.Change == wanted.Revision && body.ForkRevision == wanted.ForkRevision
                && (body.Alerts is { Count: > 0 } || body.Outcome is Aligned or Conflicts))
            {
                return wanted with { Findings = [.. (body.Alerts ?? []).OfType<VerdictAlert>().Take(MostAlerts).Select(alert => FindingOf(alert, wanted))], At = time.GetUtcNow(), By = entry.Publisher, Record = entry.Id };
            }
        }

        return null;
    }

    /// <summary>Writes a verdict as others can use it: what came of it, and where the project shows code, names and places too, but no line of code. Names and paths are part of the code, and half of them are the other fork's.</summary>
    public static VerdictBody BodyOf(AlignmentVerdict verdict, CodeShown code) => new()
    {
        Key = verdict.Id,
        Outcome = verdict.Told.Any() ? "breaks" : ShownOf(verdict).Any() ? "listed" : verdict.Conflicts.Count > 0 ? Conflicts : Aligned,
        Change = verdict.Revision,
        Fork = verdict.ForkId,
        ForkRevision = verdict.ForkRevision,
        Check = CheckName,
        Tool = verdict.Rules,
        Alerts = code != CodeShown.Patch ? null : [.. ShownOf(verdict).Take(MostAlerts).Select(static finding => new VerdictAlert
        {
            Name = ShortText.Of(finding.Alert.Name, LongestName),
            Change = finding.Alert.Change.ToString().ToLowerInvariant(),
            Path = ShortText.Of(finding.Alert.Definition.Path, LongestPath),
            Line = finding.Alert.Definition.Line,
            References = [.. finding.Alert.References.Take(MostReferences).Select(static reference => string.Create(CultureInfo.InvariantCulture, $"{ShortText.Of(reference.Path, LongestPath)}:{reference.Line}"))],
        })],
    };

    private static IEnumerable<AlignmentFinding> ShownOf(AlignmentVerdict verdict) => verdict.Findings.Where(static finding => finding.Confirmation != AlignmentConfirmation.Refuted);

    private static AlignmentFinding FindingOf(VerdictAlert alert, AlignmentVerdict wanted)
    {
        var change = Enum.TryParse<DefinitionChange>(alert.Change, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : DefinitionChange.Signature;
        var name = ShortText.Clean(Printable.Line(alert.Name ?? ""), LongestName);
        return new AlignmentFinding(
            new AlignmentAlert
            {
                ForkId = wanted.Fork,
                Tier = change is DefinitionChange.Removed or DefinitionChange.Renamed ? AlignmentTier.Tell : AlignmentTier.List,
                Change = change,
                Name = name,
                Definition = new SourceLine(ShortText.Clean(Printable.Line(alert.Path ?? ""), LongestPath), Math.Max(1, alert.Line ?? 1), ""),
                References = [.. (alert.References ?? []).OfType<string>().Take(MostReferences).Select(LineOf)],
                Reason = $"A peer has published that '{Printable.Quote(name)}' is {change switch { DefinitionChange.Removed => "removed", DefinitionChange.Renamed => "renamed", DefinitionChange.Signature => "used in another way", _ => "changed in what it does" }} and that the fork relies on it.",
            },
            AlignmentConfirmation.Untried);
    }

    private static SourceLine LineOf(string text)
    {
        var cut = text.LastIndexOf(':');
        var line = cut > 0 && int.TryParse(text.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;
        return new SourceLine(ShortText.Clean(Printable.Line(cut > 0 ? text[..cut] : text), LongestPath), line, "");
    }

    [LoggerMessage(LogLevel.Warning, "The ledgers of project {Project} could not be read; what peers have published of alignment is not known.")]
    private partial void LogUnread(Exception exception, ProjectId project);
}
