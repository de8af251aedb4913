using System.Collections.Frozen;
using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Kinds of trouble and remedy that programs have everywhere, and the words that people use for them: two authors speak of one thing in other words.</summary>
/// <remarks>Words are looked up by their hashes, so a published sketch is understood too.</remarks>
internal static class Concepts
{
    private const int TextWeight = 2;

    private static readonly string[] s_groups =
    [
        "retry again attempt backoff throttle transient flaky ratelimit resend",
        "timeout deadline expire expiry ttl threshold limit cap maximum",
        "stuck hang hung stall freeze frozen idle inactive unresponsive zombie dead",
        "wait sleep delay pause interval poll debounce settle",
        "config configure configurable configuration option setting override env environment flag customize customizable",
        "atomic atomically crash corrupt corruption truncate partial half torn lose lost survive recover recovery restore durable fsync",
        "rotate rotation roll rollover prune evict archive retention daily",
        "size large huge big oversize megabyte kilobyte byte grow disk full overflow exceed",
        "windows win32 backslash separator posix powershell userprofile wsl platform",
        "home homedir tilde expand userprofile",
        "escape quote sanitize sanitise slug encode unsafe injection illegal invalid character dot colon slash",
        "collide collision unique clash conflict duplicate dedupe dedup twice double idempotent already exist reuse",
        "race concurrent concurrency parallel lock mutex simultaneous serialize interleave",
        "auth authenticate authentication token credential unauthorized forbidden login permission",
        "missing null undefined absent empty blank fallback default",
        "port bind listen eaddrinuse occupied",
        "cleanup leak orphan dispose kill terminate destroy shutdown sigterm sigint sigkill reap",
        "notify notification alert remind",
        "slow cache memoize memoise lazy batch perf latency",
        "garble mangle cut drop chunk piece paste clipboard multiline",
        "flicker resize layout viewport responsive mobile narrow scroll",
        "unicode utf8 encoding ansi colour color",
        "connection disconnect reconnect socket offline network econnreset etimedout",
        "migrate migration legacy compatible compatibility backward deprecate",
        "validate validation schema reject malformed parse",
        "stale outdated refresh invalidate sync",
        "exit exitcode code failure fail error exception swallow",
        "order sort ordering sequence priority",
        "secret redact mask leak password",
    ];

    /// <summary>What people say of any change at all, beyond the words that messages are counted without.</summary>
    private const string Plain = "allow ask call case check clear code config core correct create data default different enable entry ensure error exist field file first give handle help hide improve keep last let line list long main message move name named number open option own pass place prevent provide put read say send session setting show start state take tell time title type user value way web work write";

    private static readonly FrozenSet<uint> s_plain = Plain.Split(' ').Select(static word => WordHash.Of(word)).ToFrozenSet();

    private static readonly FrozenDictionary<uint, uint> s_concepts = Build();

    /// <summary>Gets whether a word of a message could be in any.</summary>
    public static bool IsPlain(uint word) => s_plain.Contains(word);

    /// <summary>Gives what a word stands for, or nothing.</summary>
    public static uint? Of(uint word) => s_concepts.TryGetValue(word, out var concept) ? concept : null;

    /// <summary>Gives the kinds of trouble that a message speaks of, and that new words of code are about.</summary>
    public static Terms Of(Terms text, Terms net) =>
        Terms.Count([.. text.Hashes.Select(Of).OfType<uint>().Select(static concept => new SketchTerm(concept, TextWeight)), .. net.Hashes.Select(Of).OfType<uint>().Select(static concept => new SketchTerm(concept, 1))]);

    private static FrozenDictionary<uint, uint> Build()
    {
        var concepts = new Dictionary<uint, uint>();
        foreach (var group in s_groups)
        {
            var words = group.Split(' ');
            var concept = WordHash.Of("concept:" + words[0]);
            foreach (var form in words.SelectMany(Forms))
            {
                concepts.TryAdd(WordHash.Of(form), concept);
            }
        }

        return concepts.ToFrozenDictionary();
    }

    /// <summary>Gives the forms in which a word occurs, and some that are none: nobody writes those.</summary>
    private static IEnumerable<string> Forms(string word)
    {
        var shorter = word[..^1];
        yield return word;
        yield return word + "s";
        yield return word + "es";
        yield return word + "ed";
        yield return word + "ing";
        yield return word + "er";
        if (word[^1] == 'e')
        {
            yield return word + "d";
            yield return shorter + "ing";
        }
        else if (word[^1] == 'y')
        {
            yield return shorter + "ie";
            yield return shorter + "ies";
            yield return shorter + "ied";
        }
        else
        {
            yield return word + word[^1] + "ed";
            yield return word + word[^1] + "ing";
        }
    }
}
