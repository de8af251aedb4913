using Ao.Journal;
using Ao.Sessions;

namespace Ao.AgentTools;

/// <summary>Writes down what an agent says by its tools, as facts of its session.</summary>
internal sealed class CallRecorder(SessionContext context, AgentTokens tokens)
{
    /// <summary>Decides on the session as it is, and appends what was decided if nothing else was written meanwhile; decides anew otherwise.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="decide">Gives the facts, none where there is nothing new to say, and the answer.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="AoException">The caller's run has ended, or the decision refuses the call.</exception>
    public async Task<string> RecordAsync(AgentToolCaller caller, Func<SessionState, (IReadOnlyList<object> Facts, string Answer)> decide, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = tokens.FindLive(caller.Run) ?? throw new AoException("Your run has ended, or your session was stopped: nothing can be written down for it any more.");
            var (facts, answer) = decide(state);
            if (facts.Count == 0)
            {
                return answer;
            }

            try
            {
                await context.AppendAsync(state, cancellationToken, facts).ConfigureAwait(false);
                return answer;
            }
            catch (StreamVersionException)
            {
                // The session has moved on: look again.
            }
        }
    }
}
