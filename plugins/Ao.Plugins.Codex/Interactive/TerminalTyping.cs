using Ao.Agents;
using Ao.Plugins.Codex.Setup;
using Ao.Runtimes;

namespace Ao.Plugins.Codex.Interactive;

/// <summary>Types into Codex' terminal, and sees in its log what became of it.</summary>
internal sealed class TerminalTyping(IRun process, TerminalReader reader, TypedTexts typed, RunFolder folder, TimeProvider timeProvider)
{
    private const int Tries = 3;
    private const int TriesToAllow = 2;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_untilSeen = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_untilAsked = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_untilDone = TimeSpan.FromSeconds(2);

    /// <summary>Types a message, and waits until Codex' log has it.</summary>
    /// <returns>Whether the log has it. Where it does not, the text was typed all the same.</returns>
    public async Task<bool> TypeAsync(string? messageId, string text, CancellationToken cancellationToken)
    {
        // What an earlier host has typed is in the log soon, if it arrived at all.
        if (typed.StateOf(messageId).IsTyped && await UntilAsync(() => typed.StateOf(messageId).IsSeen, s_untilSeen / 2, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        typed.Add(new TypedText(messageId, TypedText.FingerprintOf(text)));
        await process.WriteAsync(TypedText.Keys(text), cancellationToken).ConfigureAwait(false);
        for (var tried = 1; !await UntilAsync(() => typed.StateOf(messageId).IsSeen, s_untilSeen, cancellationToken).ConfigureAwait(false); tried++)
        {
            // Enter would answer a question that is on the screen.
            if (tried == Tries || reader.OpenQuestions > 0 || reader.Turn is not null)
            {
                return false;
            }

            await process.SendKeyAsync(RunKey.Enter, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Breaks the turn off that is under way.</summary>
    public async Task InterruptAsync(CancellationToken cancellationToken)
    {
        var turn = reader.Turn;
        for (var tried = 0; tried < Tries && turn is not null && reader.Turn == turn; tried++)
        {
            await process.SendKeyAsync(RunKey.Escape, cancellationToken).ConfigureAwait(false);
            await UntilAsync(() => reader.Turn != turn, s_untilDone, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Answers the question that is on the screen: Enter takes its first choice, which is to go on, and Escape its last, which ends the turn.</summary>
    /// <exception cref="AoException">Several questions are open. Which one is on the screen is not known then, and only a refusal is safe.</exception>
    public async Task AnswerAsync(ScreenQuestion question, bool isAllowed, CancellationToken cancellationToken)
    {
        // The hook is told before the question is drawn, and a key that comes at once is not taken.
        await Task.Delay(s_untilAsked, timeProvider, cancellationToken).ConfigureAwait(false);
        for (var tried = 0; tried < (isAllowed ? TriesToAllow : Tries) && IsOpen(question); tried++)
        {
            if (isAllowed && reader.OpenQuestions > 1)
            {
                if (tried > 0)
                {
                    // Another question has come behind the answer to this one.
                    break;
                }

                throw new AoException($"Codex asks {reader.OpenQuestions} things at once on its screen, so that Enter might allow another than the one that was answered. Answer them at the terminal, or refuse.");
            }

            await process.SendKeyAsync(isAllowed ? RunKey.Enter : RunKey.Escape, cancellationToken).ConfigureAwait(false);
            if (await UntilAsync(() => !IsOpen(question), s_untilDone, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        if (isAllowed)
        {
            // What was allowed may run for long, and only its end would tell.
            await AnswerNote.AddAsync(folder.HookLog, question.QuestionId, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsOpen(ScreenQuestion question) => reader.FindQuestion(question.QuestionId) is not null;

    private async Task<bool> UntilAsync(Func<bool> happened, TimeSpan patience, CancellationToken cancellationToken)
    {
        var begin = timeProvider.GetTimestamp();
        while (!happened())
        {
            if (timeProvider.GetElapsedTime(begin) > patience)
            {
                return false;
            }

            await Task.Delay(s_look, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }
}
