using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Ao.Plugins.Convergence;

/// <summary>What the message of a commit says: text from outside, read and never believed further than a hint goes.</summary>
internal sealed partial record CommitMessage
{
    private const int LongestSubject = 256;
    private const int LongestText = 4 * 1024;

    private static readonly FrozenSet<string> s_kinds = FrozenSet.ToFrozenSet(
        ["", "feat", "feature", "fix", "bugfix", "hotfix", "chore", "doc", "docs", "style", "refactor", "perf", "test", "tests", "build", "ci", "revert", "release", "security", "deps", "dep", "wip", "improve", "improvement", "fixup", "squash", "amend"],
        StringComparer.Ordinal);

    private CommitMessage(string subject, string text) => (Subject, Text) = (subject, text);

    /// <summary>Gets the first line, without the number of a pull request behind it.</summary>
    public string Subject { get; }

    /// <summary>Gets the subject and what follows, without trailers.</summary>
    public string Text { get; private init; }

    /// <summary>Gets the subject without the kind and the area that stand before a colon.</summary>
    public string Topic { get; private init; } = "";

    /// <summary>Gets what stands before the colon without the area, such as <c>fix</c>, in lower case; or nothing.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>Gets the subject reduced to its words, without its kind: what copies have in common.</summary>
    public string Key { get; private init; } = "";

    /// <summary>Gets the area that the subject names, as <c>fix(area): ...</c> and <c>area: ...</c> do, in lower case; or nothing.</summary>
    public string Scope { get; private init; } = "";

    /// <summary>Gets the number of the pull request or issue that the subject ends in.</summary>
    public string? Number { get; private init; }

    /// <summary>Gets the subject of the commit that this one mends, for commits that are meant to be folded into another.</summary>
    public string? Mends { get; private init; }

    /// <summary>Gets whether it only brings another commit to its end: an answer to a review, tests, a mended build. It says nothing of its own.</summary>
    public bool IsFollowUp { get; private init; }

    public bool IsRevert { get; private init; }

    /// <summary>Gets the subject of what it reverts.</summary>
    public string? RevertedSubject { get; private init; }

    /// <summary>Gets the revision that the text names as its origin, or as what it reverts.</summary>
    public string? Origin { get; private init; }

    /// <summary>Gets whether it says of itself that it was copied.</summary>
    public bool SaysCopied { get; private init; }

    /// <summary>Gets whether it is about keeping house: a release, versions of dependencies, a merge, what was taken over from elsewhere, or only the form of the code.</summary>
    public bool IsHousekeeping { get; private init; }

    /// <summary>Gives what is still of use when the text was counted.</summary>
    public CommitMessage WithoutText() => this with { Text = "" };

    public static CommitMessage Read(string message)
    {
        var bounded = message.Length > LongestText ? message[..LongestText] : message;
        var end = bounded.IndexOf('\n');
        var first = (end < 0 ? bounded : bounded[..end]).Trim();
        first = first.Length > LongestSubject ? first[..LongestSubject] : first;
        var number = NumberAtEnd().Match(first);
        var subject = number.Success ? first[..number.Index].TrimEnd() : first;
        var kind = Head().Match(subject);
        var bare = kind.Success ? subject[kind.Length..] : subject;
        var (name, scope) = (kind.Groups["kind"].Value.ToLowerInvariant(), kind.Groups["scope"].Value.ToLowerInvariant());
        var copied = CopiedFrom().Match(bounded);
        var reverts = Reverts().Match(bounded);
        var revertedSubject = RevertSubject().Match(first);
        var mends = MendsSubject().Match(first);
        return new CommitMessage(subject, string.Join('\n', bounded.Split('\n').Where(static line => !Trailer().IsMatch(line))))
        {
            Topic = bare,
            Kind = name,
            Key = string.Join(' ', Word().EnumerateMatches(bare).ToWords(bare)),
            Scope = scope.Length > 0 || s_kinds.Contains(name) ? scope : name,
            Number = number.Success ? number.Groups["number"].Value : null,
            Mends = mends.Success ? mends.Groups["subject"].Value : null,
            IsFollowUp = FollowUp().IsMatch(bare),
            IsRevert = reverts.Success || revertedSubject.Success,
            RevertedSubject = revertedSubject.Success ? revertedSubject.Groups["subject"].Value.Trim('"', ' ') : null,
            Origin = reverts.Success ? reverts.Groups["revision"].Value : copied.Success ? copied.Groups["revision"].Value : null,
            SaysCopied = copied.Success,
            IsHousekeeping = IsHouse(subject, bare),
        };
    }

    private static bool IsHouse(string subject, string bare) =>
        Release().IsMatch(bare) || Version().IsMatch(bare) || Sync().IsMatch(bare) || Dependencies().IsMatch(subject) || Form().IsMatch(bare);

    [GeneratedRegex(@"\s*\((?:[\w.-]+/[\w.-]+)?[#!](?<number>\d{1,9})\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberAtEnd();

    [GeneratedRegex(@"^(?:(?<kind>[A-Za-z]{2,12})\s?(?:\((?<scope>[^)]{0,60})\))?!?:\s*|(?<kind>[A-Za-z][\w./-]{2,40})!?:\s+)", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex(@"^(?:(?:address|apply|incorporate|handle|resolve|respond to|answer)\w*\b.{0,30}\b(?:review|feedback|comments?|nits?|suggestions?)\b|(?:code |pr )?review (?:fix(?:es)?|feedback|comments?|nits?)\b|(?:fix|repair|mend|unbreak|appease|satisfy)\w*\s+(?:the |failing |broken |ci )*(?:tests?|lint(?:er|ing)?|build|ci|types?|typecheck|typos?|formatting|imports?)\s*$|(?:add |more |missing |update )*tests?(?: for (?:it|this|that))?\s*$|typos?\b|oops\b|nits?\b|clean ?-?up\s*$|follow[ -]?up\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex FollowUp();

    [GeneratedRegex(@"\(?(?:cherry[ -]picked|ported|backported|picked|taken) from (?:commit )?(?<revision>[0-9a-f]{7,64})\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex CopiedFrom();

    [GeneratedRegex(@"\bThis reverts commit (?<revision>[0-9a-f]{7,64})\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Reverts();

    [GeneratedRegex(@"^(?:revert\b(?:\([^)]{0,60}\))?:?|reapply\b:?)\s+(?<subject>.+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RevertSubject();

    [GeneratedRegex(@"^(?:fixup|squash|amend)!\s*(?<subject>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex MendsSubject();

    [GeneratedRegex(@"^\s*(?:(?:Signed-off-by|Co-authored-by|Reviewed-by|Acked-by|Tested-by|Change-Id|Reviewed-on)\s*:|🤖|Generated with|\(cherry picked from)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"[\p{L}\p{N}_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:release\b(?! (?:notes?|the|a|lock|all|memory|resources?)\b)|(?:publish|prepare|cut|bump|tag)\b.*\b(?:release|versions?|v?\d+\.\d+)|version packages|bump (?:to )?v?\d|update changelog|changelog|changeset)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Release();

    [GeneratedRegex(@"^v?\d+\.\d+(?:\.\d+)?\S*\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Version();

    [GeneratedRegex(@"^(?:merge (?:branch|branches|pull request|remote|upstream|origin|main|master|develop|commit|tag|from)\b|(?:sync|synced|syncing|synchroni[sz]e|rebase|pull|catch up)\b.*\b(?:upstream|fork|main|master|origin)\b|initial commit\b|wip\.?$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Sync();

    [GeneratedRegex(@"^[a-z]{2,12}\((?:deps|deps-dev|dependencies|release)\)|^(?:[a-z]{2,12}:\s*)?(?:bump \S+ from |(?:update|upgrade|bump) (?:all )?(?:dependenc|lock ?file))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Dependencies();

    [GeneratedRegex(@"^(?:(?:run |apply )?(?:prettier|eslint|lint|linter|gofmt|rustfmt|black|clang-format|formatter|formatting|format|code style|whitespace)(?: (?:fix|fixes|code|files|all|everything|only))*\s*$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
