using Ao.Agents;
using Ao.Plugins.ClaudeCode.Interactive;
using Ao.Plugins.ClaudeCode.Launch;

namespace Ao.Plugins.ClaudeCode.Structured;

/// <summary>Finds what a turn has used that was cut short with its process: the result that would say so does not come, and the transcript has it.</summary>
internal static class LostUsage
{
    /// <param name="home">The session's home.</param>
    /// <param name="run">What the run was launched with.</param>
    /// <param name="messages">The ids of the model's messages that no result has counted.</param>
    public static IReadOnlyList<UsageReported> Find(string home, RunRecord run, IReadOnlySet<string> messages)
    {
        if (messages.Count == 0 || new ClaudeHome(home).FindTranscript(run.Conversation) is not { } transcript)
        {
            return [];
        }

        var usage = new TurnUsage();
        return
        [
            .. new FileTail(transcript, run.TranscriptLength).Read(static _ => { })
                .Select(static line => TranscriptReader.Read(line.Object))
                .Where(said => said is { Kind: SightingKind.Said, Id: { } id } && messages.Contains(id))
                .Select(said => usage.Take(said!))
                .OfType<UsageReported>(),
        ];
    }
}
