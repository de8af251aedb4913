namespace Ao.Reports;

/// <summary>Finds the cues in a report's texts.</summary>
internal static class SeverityCues
{
    /// <summary>How far before a cue a word can stand that takes it back.</summary>
    private const int NegationWords = 3;

    private static readonly SeverityCue[] s_cues =
    [
        new("data loss", ReportSeverity.Critical, "data loss", "loss of data", "loses data", "lost data", "data is lost", "data was lost", "corrupts", "corrupted data", "data corruption", "database is corrupt*", "overwrites uncommitted", "deletes the wrong", "deleted the wrong", "work is lost", "work was lost", "irrecoverabl*", "unrecoverabl*"),
        new("security", ReportSeverity.Critical, "security hole", "security issue", "security vulnerabilit*", "vulnerabilit*", "remote code execution", "code injection", "sql injection", "command injection", "shell injection", "path traversal", "directory traversal", "privilege escalation", "xss", "csrf", "authentication bypass", "bypasses authentication", "bypasses consent", "without consent", "arbitrary code", "sandbox escape"),
        new("credentials", ReportSeverity.Critical, "leaks credential*", "credentials leak*", "credential leak*", "leaked credential*", "leaks the token", "leaks a token", "token leak*", "leaked token*", "leaks secret*", "secret leak*", "secrets leak*", "exposes secret*", "exposed secret*", "exposes credential*", "exposed credential*", "password in plain*", "plaintext password*", "plain text password*", "private key is readable", "api key is logged", "token is logged", "logs the token", "logs the password"),
        new("crash", ReportSeverity.High, "crash*", "segfault*", "segmentation fault", "panic*", "unhandled exception", "fatal error", "out of memory", "outofmemory*", "core dumped", "stack overflow", "aborts", "kernel oops"),
        new("blocked", ReportSeverity.High, "blocked", "cannot continue", "can not continue", "cannot start", "does not start", "fails to start", "will not start", "won't start", "unusable", "hangs", "hung", "deadlock*", "stuck", "infinite loop", "never returns", "never ends", "build is broken", "does not compile"),
        new("all are affected", ReportSeverity.High, "all sessions", "every session", "all users", "every user", "all projects", "every project", "all agents", "every agent", "always fails", "outage"),
        new("wrong result", ReportSeverity.High, "wrong result*", "incorrect result*", "wrong answer", "wrong value*", "wrong total*", "wrong data", "silently drops", "silently ignore*", "silently fail*", "false positive verdict", "miscalculat*"),
        new("race", ReportSeverity.High, "race condition", "data race", "races with", "lost update", "double spend", "memory leak*", "resource leak*", "leaks memory"),
        new("regression", ReportSeverity.High, "regression", "worked before", "used to work", "no longer works", "stopped working"),
        new("workaround", ReportSeverity.Medium, "workaround", "work around", "flaky", "intermittent*", "sometimes fails", "slow", "timeout*", "times out", "timed out", "retry helps", "confusing error"),
        new("cosmetic", ReportSeverity.Low, "typo*", "cosmetic", "misspell*", "spelling", "wording", "whitespace", "alignment", "indentation", "nitpick", "minor", "trailing space*", "nice to have"),
    ];

    private static readonly HashSet<string> s_negations = new(StringComparer.Ordinal) { "no", "not", "without", "never", "isn't", "doesn't", "didn't", "don't", "neither", "nor", "cannot", "prevents", "prevented", "avoids" };

    /// <summary>Gives the cues of a report, the heaviest first.</summary>
    public static IReadOnlyList<SeverityCue> Of(Report report)
    {
        var words = WordsOf(report);
        return [.. s_cues.Where(cue => cue.Phrases.Any(phrase => Stands(words, phrase.Split(' ')))).OrderByDescending(static cue => cue.Severity)];
    }

    private static string[] WordsOf(Report report) =>
        string.Join(" . ", [report.Title, report.Body, .. report.Evidence, report.Reproduction]).ToLowerInvariant().Split(
            [' ', '\t', '\n', '\r', ',', ';', ':', '!', '?', '(', ')', '[', ']', '{', '}', '"', '`', '<', '>', '=', '|', '*', '-', '_', '/'],
            StringSplitOptions.RemoveEmptyEntries);

    private static bool Stands(string[] words, string[] phrase)
    {
        for (var index = 0; index + phrase.Length <= words.Length; index++)
        {
            if (Matches(words, index, phrase) && !IsTakenBack(words, index, phrase[0]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string[] words, int start, string[] phrase)
    {
        for (var index = 0; index < phrase.Length; index++)
        {
            var word = words[start + index].AsSpan().Trim("'.");
            if (phrase[index][^1] == '*' ? !word.StartsWith(phrase[index].AsSpan(..^1), StringComparison.Ordinal) : !word.SequenceEqual(phrase[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tells "no data loss" and "without a crash" from the thing itself. A phrase that says "not" by itself is not taken back by what stands before it.</summary>
    private static bool IsTakenBack(string[] words, int start, string first)
    {
        if (s_negations.Contains(first))
        {
            return false;
        }

        for (var index = start - 1; index >= 0 && index >= start - NegationWords; index--)
        {
            if (words[index].EndsWith('.'))
            {
                return false;
            }

            if (s_negations.Contains(words[index]))
            {
                return true;
            }
        }

        return false;
    }
}
