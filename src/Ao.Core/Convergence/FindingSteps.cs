using Ao.Effects;
using Ao.Journal;
using Ao.Prompts;
using Ao.Sessions;

namespace Ao.Convergence;

/// <summary>Carries out what follows from people's decisions about findings. Every step can be repeated.</summary>
internal sealed class FindingSteps(ConvergenceContext context, FindingDrafts drafts, SessionSpawner spawner)
{
    private const int MaxReason = 2_000;

    /// <summary>Gives what is next for a finding.</summary>
    public FindingStep NextOf(FindingState state) =>
        context.Projects.Find(state.Project) is not { } project || (context.Book.KeyOf(state.Project) is null && state.Decided is not { StartsSession: true })
            ? FindingStep.Rest
            : FindingStepDecision.Next(state, context.Book.KeyOf(state.Project) is null ? new Configuration.PublishOptions() : project.Options.Convergence.Publish, drafts.ProposalOf(state) is not null);

    /// <summary>Carries out all that is left to do for a finding.</summary>
    public async Task SettleAsync(ProjectId project, string id, CancellationToken cancellationToken)
    {
        while (await TakeNextAsync(project, id, cancellationToken).ConfigureAwait(false))
        {
            // There may be more.
        }
    }

    /// <returns>Whether there was something to do.</returns>
    public async Task<bool> TakeNextAsync(ProjectId project, string id, CancellationToken cancellationToken)
    {
        var state = context.Findings.Get(project, id);
        try
        {
            switch (NextOf(state))
            {
                case FindingStep.PublishPattern:
                    var pattern = await AppendAsync(state, drafts.PatternOf(state), cancellationToken).ConfigureAwait(false);
                    await context.AppendAsync(state, cancellationToken, new FindingFacts.PatternPublished(pattern)).ConfigureAwait(false);
                    return true;
                case FindingStep.PublishDecision:
                    var decision = await AppendAsync(state, drafts.DecisionOf(state)!, cancellationToken).ConfigureAwait(false);
                    await context.AppendAsync(state, cancellationToken, new FindingFacts.DecisionPublished(decision)).ConfigureAwait(false);
                    return true;
                case FindingStep.StartSession:
                    await StartAsync(state, cancellationToken).ConfigureAwait(false);
                    return true;
                default:
                    return false;
            }
        }
        catch (StreamVersionException)
        {
            // Something else was written meanwhile: decide anew.
            return true;
        }
    }

    private async Task<string> AppendAsync(FindingState state, RedactedDraft draft, CancellationToken cancellationToken) =>
        (await context.Book.AppendAsync(state.Project, draft.Draft.Kind, draft.Draft.Body, draft.Draft.SourceSession, cancellationToken).ConfigureAwait(false)).Id;

    /// <summary>Starts the session that a person has asked for. What the forks say is given to it fenced, as information.</summary>
    private async Task StartAsync(FindingState state, CancellationToken cancellationToken)
    {
        var request = new SpawnRequest
        {
            Project = state.Project.Value,
            // What is merged from it may be called by this, and published: it holds no words of other forks.
            Title = ShortText.Of($"Consider: {FindingWords.NameOf(state)}", 200),
            Prompt = FindingTexts.Task,
            Context = [new OutsideText($"finding {state.Id} in other forks", FindingTexts.Describe(state))],
            Agent = state.Decided!.Agent,
            // Numbered by the decision, so that a repeated step makes one session and a new decision may make another.
            Key = context.Sessions.Keys.Of(state.Project, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"finding/{OperationKeys.Part(state.Id)}/session/{state.Decisions}")),
        };
        object fact;
        try
        {
            fact = new FindingFacts.SessionStarted((await spawner.SpawnAsync(request, cancellationToken).ConfigureAwait(false)).Id);
        }
        catch (AoException exception) when (exception is not (TransientException or JournalException))
        {
            fact = new FindingFacts.Hindered(ShortText.Clean($"The session could not be started: {exception.Message}", MaxReason));
        }

        await context.AppendAsync(state, cancellationToken, fact).ConfigureAwait(false);
    }
}
