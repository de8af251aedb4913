using System.Collections.Frozen;

namespace Ao.Plugins.Convergence;

/// <summary>Words that say nothing of what a change is about: those of programming languages, of English, and of how commits are written. The lists belong to the version of the algorithm; docs/protocols/sketch.json has the same.</summary>
internal static class CommonWords
{
    /// <summary>Gets the words that are left out of all lists but the text.</summary>
    public static FrozenSet<string> Code { get; } = Set(
        "abstract and any async await bool boolean break case catch char class const continue declare def default delete double elif else end enum except export extends final finally float fn for foreach from func function get global goto if implements import in include inline instanceof int interface internal is lambda let long match mod module mut namespace new nil none not null number object of operator or override package pass private protected pub public raise readonly record require return sealed self set short static str string struct super switch then this throw throws trait true false try type typeof undefined union unsigned use using val var virtual void when where while with yield");

    /// <summary>Gets the words that are left out of the text.</summary>
    public static FrozenSet<string> Text { get; } = Set(
        "about add added adding adds after all also and any are based because been before being but can change changed changes chore commit could did docs does done each feat feature file fix fixed fixes fixing for from get got had has have how into its just like make makes more need needs new not now off one only other our out over perf refactor remove removed removes run same set should some style such support supports test tests than that the their them then there these they this those through too under until update updated updates use used uses using very via was were what when where which while who why will with without would you your pull request");

    public static bool IsCode(string word) => Code.Contains(word);

    public static bool IsText(string word) => Text.Contains(word);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
