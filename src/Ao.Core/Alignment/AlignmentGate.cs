using Ao.Projects;
using Ao.Sessions;

namespace Ao.Alignment;

/// <summary>Says before a merge what it would break for other forks.</summary>
internal sealed class AlignmentGate(AlignmentDesk desk)
{
    /// <summary>Lists what is in the way of a merge; nothing where alerts only tell.</summary>
    public async Task<IReadOnlyList<string>> ObstaclesAsync(Project project, string revision, CancellationToken cancellationToken)
    {
        if (!IsOn(project) || project.Options.Alignment.BeforeMerge != AlignmentGateMode.Block)
        {
            return [];
        }

        try
        {
            var report = await desk.CheckAsync(project.Id, revision, null, cancellationToken).ConfigureAwait(false);
            return [.. report.Verdicts.Where(static verdict => verdict.CanBlock).Select(static verdict => $"{AlignmentTexts.Title(verdict)}. Agree on it with the fork, or set Alignment:BeforeMerge to Tell.")];
        }
        catch (AoException exception)
        {
            return [$"What it breaks for other forks could not be checked: {exception.Message}"];
        }
    }

    /// <summary>Lists what people should know before a merge, as far as it was found already.</summary>
    public IReadOnlyList<string> WarningsOf(Project project, string revision) => !IsOn(project) ? [] :
        [.. desk.List(project.Id, revision).Where(static verdict => verdict.Told.Any()).DistinctBy(static verdict => verdict.Fork).OrderBy(static verdict => verdict.Fork, StringComparer.Ordinal).Select(static verdict => $"{AlignmentTexts.Title(verdict)}.")];

    public static bool IsOn(Project project) => project.Options.Alignment is { Detector: not null, BeforeMerge: not AlignmentGateMode.Off };
}
