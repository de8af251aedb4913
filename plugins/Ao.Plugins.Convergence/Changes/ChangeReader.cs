using System.Text.RegularExpressions;
using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Reads changes: makes their sketches, and keeps beside them what is not published.</summary>
internal sealed partial class ChangeReader(WordBook? book)
{
    private readonly TextPool _texts = new();

    private const int SubjectWeight = 2;
    private const int LongestPatch = 1024 * 1024;

    /// <summary>What is compared within this process may be finer than what is published.</summary>
    private static readonly SketchLimits s_inside = new() { Terms = 240, Files = 120 };

    private const int MostShownPaths = 60;

    public static ChangeSketch Sketch(ForkChange change, SketchLimits limits) => Read(change, limits, null, CommitMessage.Read(change.Message)).Sketch;

    public Change Read(string forkId, ForkChange change)
    {
        var message = CommitMessage.Read(change.Message);
        var own = change.Patch is null && change.Sketch is { } given ? Given(given, change) : Read(change, s_inside, book, message);
        var sketch = own.Sketch;
        return new Change
        {
            ForkId = forkId,
            Revision = change.Revision,
            At = change.At,
            Author = _texts.Share(AuthorOf(change.Author)),
            Message = message.WithoutText(),
            Terms = [.. ((IReadOnlyList<SketchTerm>[])[sketch.Text, sketch.Added, sketch.Removed, sketch.Symbols, sketch.Places]).Select(static terms => Terms.Of(terms, 1_000))],
            Files = FileRanges.Of(sketch.Files, SketchBuilder.MostHunks),
            Paths = [.. own.Paths.Take(MostShownPaths).Select(_texts.Share)],
            PatchId = sketch.PatchId,
            Origin = change.Origin ?? message.Origin,
            Lines = sketch.Lines,
            FileCount = Math.Max(sketch.FileCount, change.Paths.Count),
            AddedLines = own.Lines.Hashes,
            Parts = own.Parts,
            Telling = own.Telling.Share(_texts),
            IsTranslation = own.Translated * 2 > sketch.Lines && sketch.Lines > 0,
            IsQuiet = message.IsHousekeeping || own.IsQuiet,
        };
    }

    private static Reading Read(ForkChange change, SketchLimits limits, WordBook? book, CommitMessage message)
    {
        var patch = change.Patch is { Length: > LongestPatch } ? change.Patch[..LongestPatch] : change.Patch;
        var builder = new SketchBuilder(book);
        builder.AddText(message.Subject, SubjectWeight - 1);
        builder.AddText(message.Text, 1);
        var files = UnifiedDiff.Read(patch);
        var lines = new LineSample();
        var form = new FormCheck();
        var (telling, translated) = (0, 0);
        foreach (var file in files)
        {
            var kind = PathKinds.Of(file.Path);
            translated += kind == PathKind.Translation ? file.Added.Count + file.Removed.Count : 0;
            if (kind != PathKind.Ignored)
            {
                telling += AddFile(builder, file, kind, lines, form);
            }
        }

        var read = files.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var path in change.Paths.Where(path => !read.Contains(path) && PathKinds.Of(path) != PathKind.Ignored))
        {
            builder.AddFile(path, []);
        }

        var whole = change.Patch is not null && !change.IsPartial && patch!.Length == change.Patch.Length;
        var paths = read.Concat(change.Paths).Distinct(StringComparer.Ordinal).ToList();
        return new Reading(
            builder.Build(limits, whole ? StablePatchId.Of(patch) : null, files.Sum(static file => file.Added.Count + file.Removed.Count), Math.Max(paths.Count, change.Paths.Count)),
            InOrder(paths),
            lines,
            ChangeTelling.Of(files),
            translated,
            book is null ? [] : PartReader.Read(files, static (part, file, sample) => AddFile(part, file, PathKind.Source, sample, new FormCheck())),
            whole && (telling == 0 || form.IsFormOnly));
    }

    private static int AddFile(SketchBuilder builder, DiffFile file, PathKind kind, LineSample lines, FormCheck form)
    {
        builder.AddFile(file.Path, file.Hunks);

        // Tests and prose repeat their forms: there a word counts once a file.
        var (added, removed) = kind is PathKind.Source ? (null, null) : (new HashSet<uint>(), new HashSet<uint>());
        var telling = 0;
        var isManifest = PathKinds.IsManifest(file.Path);
        foreach (var line in file.Added)
        {
            if (!IsVersion(line))
            {
                builder.AddCode(SketchKind.Added, line, added);
                telling += isManifest && NamesVersion().IsMatch(line) ? 0 : 1;
            }

            lines.Add(line);
            form.Add(line);
        }

        foreach (var line in file.Removed)
        {
            if (!IsVersion(line))
            {
                builder.AddCode(SketchKind.Removed, line, removed);
                telling += isManifest && NamesVersion().IsMatch(line) ? 0 : 1;
            }

            form.Remove(line);
        }

        foreach (var heading in file.Headings)
        {
            builder.AddCode(SketchKind.Symbols, heading);
        }

        return telling;
    }

    /// <summary>A line that gives a dependency its version, in the manifests of most languages. Its words count; that it changes tells of no problem.</summary>
    [GeneratedRegex("""^\s*(?:"?[@\w./-]+"?\s*[:=]\s*|<PackageReference\b.*\bVersion=|<PackageVersion\b.*\bVersion=|[\w.-]+\s*(?:==|>=|~=)\s*|[\w./-]+\s+)["'{]?\s*(?:version\s*=\s*"|workspace:|npm:)?[~^<>=v ]*\d[\w.+-]*["']?.*$""", RegexOptions.CultureInvariant)]
    private static partial Regex NamesVersion();

    private static bool IsVersion(string line)
    {
        var text = line.AsSpan().TrimStart();
        return text.StartsWith("\"version\":", StringComparison.Ordinal) || text.StartsWith("<Version>", StringComparison.Ordinal) || text.StartsWith("version = \"", StringComparison.Ordinal);
    }

    /// <summary>Takes over a published sketch. One that was made in another way cannot be compared, except by its patch id.</summary>
    private static Reading Given(ChangeSketch sketch, ForkChange change)
    {
        var known = sketch.Algorithm == SketchBuilder.Algorithm ? sketch : new ChangeSketch { Algorithm = sketch.Algorithm, PatchId = sketch.PatchId };
        var own = known.Text.Count > 0 || change.Message.Length == 0 ? known : known with { Text = Sketch(new ForkChange { Revision = change.Revision, At = change.At, Message = change.Message }, s_inside).Text };
        return new Reading(own with { Files = [.. own.Files.Take(s_inside.Files)] }, InOrder(change.Paths), new LineSample(), ChangeTelling.None, 0, [], false);
    }

    /// <summary>What is looked at first comes first.</summary>
    private static IReadOnlyList<string> InOrder(IEnumerable<string> paths) =>
        [.. paths.Distinct(StringComparer.Ordinal).OrderBy(static path => PathKinds.Of(path)).ThenBy(static path => path, StringComparer.Ordinal)];

    /// <summary>Anyone can write any name into a history: it hints at a copy and proves nothing.</summary>
    private static string AuthorOf(string? author)
    {
        var text = (author ?? "").Trim().ToLowerInvariant();
        var (open, close) = (text.LastIndexOf('<'), text.LastIndexOf('>'));
        return open >= 0 && close > open + 1 ? text[(open + 1)..close] : text;
    }

    private sealed record Reading(ChangeSketch Sketch, IReadOnlyList<string> Paths, LineSample Lines, ChangeTelling Telling, int Translated, IReadOnlyList<ChangePart> Parts, bool IsQuiet);
}
