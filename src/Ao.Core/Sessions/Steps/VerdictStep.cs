using System.Text;
using Ao.PullRequests;
using Ao.Scm;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Puts a reviewer's verdict on the pull request of the change that it has read, where there is one.</summary>
internal sealed class VerdictStep(SessionContext context, Lazy<IPullRequests> pullRequests)
{
    public async Task PostAsync(SessionState state, CancellationToken cancellationToken)
    {
        var note = await PutAsync(state, cancellationToken).ConfigureAwait(false);
        await context.AppendAsync(state.Id, cancellationToken, new Facts.VerdictPosted(note)).ConfigureAwait(false);
    }

    /// <returns>Why it was not put there, where it was not.</returns>
    private async Task<string?> PutAsync(SessionState state, CancellationToken cancellationToken)
    {
        if (state.Request.Reviews is not { } reviewed || context.Sessions.Find(reviewed) is not { PullRequest.Number: not null } change)
        {
            return "There is no pull request to put it on.";
        }

        if (context.Plugins.Find<IReviewHost>(Plugins.Slot.Scm, context.ScmNameOf(change)) is null)
        {
            return $"The scm '{context.ScmNameOf(change)}' holds no reviews.";
        }

        var verdict = state.Verdict!;
        var draft = new ReviewDraft { Key = new OperationKey($"verdict-{state.Id}"), Author = state.Id.Value, Verdict = verdict.Verdict, Revision = verdict.Revision, Body = BodyOf(verdict) };
        try
        {
            await pullRequests.Value.AddReviewAsync(reviewed, draft, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AoException exception) when (exception is not (TransientException or Journal.JournalException))
        {
            return exception.Message;
        }
    }

    private static string BodyOf(SessionVerdict verdict)
    {
        var body = new StringBuilder(verdict.Summary);
        foreach (var finding in verdict.Findings)
        {
            body.Append("\n\n- ").Append(finding.Replace("\n", "\n  ", StringComparison.Ordinal));
        }

        return body.ToString();
    }
}
