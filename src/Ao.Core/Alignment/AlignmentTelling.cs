using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ao.Effects;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Alignment;

/// <summary>Tells what was found of a pull request: to people by a notice for each fork, and on the pull request by a check.</summary>
internal sealed class AlignmentTelling(SessionContext context, NoticeDesk notices)
{
    /// <summary>The name of the check.</summary>
    public const string CheckName = "ao/alignment";

    private const int LongestSummary = 140;
    private const int LongestDetails = 8_000;
    private const int HashLength = 16;

    public async Task TellAsync(SessionState session, int number, AlignmentReport report, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(session);
        foreach (var verdict in report.Verdicts.Where(static verdict => verdict.Told.Any()))
        {
            // The same alerts are told once, however often change and fork move on.
            var names = HashOf(string.Join('\n', verdict.Told.Select(static finding => $"{finding.Alert.Change} {finding.Alert.Name}").Order(StringComparer.Ordinal)));
            await notices.RaiseAsync(
                new NewNotice
                {
                    Key = context.Keys.Of(session.Id, $"alignment/{verdict.Fork}/{names}"),
                    Priority = NotificationPriority.Warning,
                    Topic = "alignment.alert",
                    Title = string.Create(CultureInfo.InvariantCulture, $"Pull request {number}: {AlignmentTexts.Title(verdict)}"),
                    Body = ShortText.Of(AlignmentTexts.Of(verdict), LongestDetails),
                    Project = project.Id,
                    Session = session.Id,
                },
                cancellationToken).ConfigureAwait(false);
        }

        if (project.Options.Alignment.PublishCheck && context.Plugins.Find<ICheckPublisher>(Slot.Scm, context.ScmNameOf(session)) is { } publisher)
        {
            await PublishAsync(publisher, project, session, number, report, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PublishAsync(ICheckPublisher publisher, Project project, SessionState session, int number, AlignmentReport report, CancellationToken cancellationToken)
    {
        var told = report.Verdicts.Where(static verdict => verdict.Told.Any()).ToList();
        var isBlocked = project.Options.Alignment.BeforeMerge == AlignmentGateMode.Block && told.Exists(static verdict => verdict.CanBlock);
        var summary = told.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"Nothing was found that breaks one of {report.Verdicts.Count} forks.")
            : $"{AlignmentTexts.Title(told[0])}{(told.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $", and {told.Count - 1} more forks are affected") : "")}.";
        var details = ShortText.Of(report.ToText(), LongestDetails);
        var request = new CheckPublication
        {
            Key = context.Keys.Of(session.Id, $"alignment/check/{OperationKeys.Part(report.Revision)}/{HashOf($"{isBlocked}\n{summary}\n{details}")}"),
            Source = project.Source,
            Number = number,
            Revision = report.Revision,
            Name = CheckName,
            State = isBlocked ? CheckState.Failed : CheckState.Passed,
            Summary = ShortText.Of(summary, LongestSummary),
            Details = details,
        };
        var effect = new Effect
        {
            Key = request.Key,
            Kind = EffectKind.PublishCheck,
            Project = project.Id,
            Session = session.Id,
            Title = string.Create(CultureInfo.InvariantCulture, $"Publish the check '{CheckName}' on pull request {number}"),
            Parameters = new Dictionary<string, string>
            {
                ["scm"] = context.ScmNameOf(session),
                ["repository"] = request.Source.Location,
                ["number"] = number.ToString(CultureInfo.InvariantCulture),
                ["revision"] = request.Revision,
                ["name"] = request.Name,
                ["state"] = request.State.ToString(),
                ["summary"] = request.Summary,
                ["details"] = request.Details,
            },
        };
        var action = new EffectAction<Check>
        {
            ResultType = AlignmentEffectsJson.Default.Check,
            Perform = () => publisher.PublishCheckAsync(request),
            MayRepeat = true,
        };
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        if (outcome.IsTransient)
        {
            throw outcome.Transient("The check could not be published.");
        }
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
}
