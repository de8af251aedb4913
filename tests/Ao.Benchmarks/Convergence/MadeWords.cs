namespace Ao.Benchmarks.Convergence;

/// <summary>Words as programs and those who write of them use them: a few very often, most of them seldom.</summary>
internal sealed class MadeWords
{
    private static readonly string[] s_syllables = ["ba", "cor", "den", "fi", "gra", "hol", "im", "ju", "kel", "lo", "mar", "ne", "os", "per", "qui", "ros", "sta", "tur", "ul", "ver", "wen", "xi", "yo", "zan", "tri", "pla"];
    private readonly string[] _words;
    private readonly double _power;

    /// <param name="seed">Makes the same words again.</param>
    /// <param name="count">How many different ones.</param>
    /// <param name="power">How uneven they are used: the higher, the more often the first ones.</param>
    public MadeWords(int seed, int count, double power)
    {
        var random = new Random(seed);
        _words = [.. Enumerable.Range(0, count).Select(_ => Make(random))];
        _power = power;
    }

    public string Pick(Random random) => _words[(int)(_words.Length * Math.Pow(random.NextDouble(), _power))];

    public static string Make(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => s_syllables[random.Next(s_syllables.Length)]));
}
