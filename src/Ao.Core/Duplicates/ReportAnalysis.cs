using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Ao.Duplicates;

/// <summary>Makes of a report what is compared. Not safe for concurrent use: it keeps its buffers.</summary>
internal sealed class ReportAnalysis(Vocabulary vocabulary)
{
    /// <summary>What is read of a title and of a body, in characters and in tokens: the work for a report is bounded, however long it is.</summary>
    private const int TitleCharacters = 400;
    private const int BodyCharacters = 32_768;
    private const int TitleTokens = 80;
    private const int BodyTokens = 3_000;

    private readonly List<Token> _tokens = [];
    private readonly Dictionary<int, Occurrences> _occurrences = [];
    private readonly List<uint> _hashes = [];

    /// <summary>Analyses a report.</summary>
    /// <param name="document">The report.</param>
    /// <param name="key">Its content key.</param>
    /// <param name="keep">Whether its terms are taken into the vocabulary.</param>
    public AnalysedReport Analyse(ReportDocument document, string key, bool keep)
    {
        _occurrences.Clear();
        Dictionary<string, int>? others = null;
        var phrases = new List<uint>();
        var title = Cut(document.Title, TitleCharacters);
        var titleLength = Read(title, TitleTokens, TokenTraits.Title, keep, phrases, ref others);
        var bodyLength = Read(Cut(document.Body, BodyCharacters), BodyTokens, TokenTraits.Body, keep, phrases, ref others);
        return new AnalysedReport(document, key)
        {
            Terms = TermWeights.Weigh(_occurrences, titleLength, bodyLength),
            TitleTrigrams = Trigrams(title),
            Phrases = Distinct(phrases),
            OtherTerms = Names(others),
        };
    }

    private static ReadOnlySpan<char> Cut(string text, int characters) => text.AsSpan(0, Math.Min(text.Length, characters));

    /// <summary>Takes the terms of a field, and gives how many words it has.</summary>
    private int Read(ReadOnlySpan<char> text, int limit, TokenTraits field, bool keep, List<uint> phrases, ref Dictionary<string, int>? others)
    {
        _tokens.Clear();
        TextScanner.Scan(text, _tokens, limit);
        Span<char> buffer = stackalloc char[64];
        Span<char> stemmed = stackalloc char[64];
        var (length, before) = (0, -1);
        foreach (var token in _tokens)
        {
            var surface = buffer[..text.Slice(token.Start, token.Length).ToLowerInvariant(buffer)];
            if (StopWords.Contains(surface) || surface.Length < 2 && (token.Traits & TokenTraits.Number) == 0 && surface[0] < 128)
            {
                continue;
            }

            surface.CopyTo(stemmed);
            var term = (token.Traits & (TokenTraits.Code | TokenTraits.Number)) == 0 ? stemmed[..Stemmer.Stem(stemmed[..surface.Length])] : stemmed[..surface.Length];
            var number = vocabulary.Number(term, surface, keep, ref others);
            ref var occurrences = ref CollectionsMarshal.GetValueRefOrAddDefault(_occurrences, number, out _);
            occurrences.Count(field, token.Traits);
            length++;
            if ((token.Traits & (TokenTraits.Volatile | TokenTraits.Part)) == 0)
            {
                if (before >= 0)
                {
                    phrases.Add(Hashing.Of(before, number));
                }

                before = number;
            }
        }

        return length;
    }

    private static IReadOnlyDictionary<int, string> Names(Dictionary<string, int>? others) =>
        others?.ToDictionary(static pair => pair.Value, static pair => pair.Key) ?? (IReadOnlyDictionary<int, string>)FrozenDictionary<int, string>.Empty;

    private uint[] Trigrams(ReadOnlySpan<char> title)
    {
        _hashes.Clear();
        Span<char> window = [' ', ' ', ' '];
        foreach (var character in title)
        {
            var next = char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : ' ';
            if (next == ' ' && window[2] == ' ')
            {
                continue;
            }

            (window[0], window[1], window[2]) = (window[1], window[2], next);
            _hashes.Add(Hashing.Of(window[0] << 16 | window[1], window[2]));
        }

        return Distinct(_hashes);
    }

    private static uint[] Distinct(List<uint> hashes)
    {
        hashes.Sort();
        return [.. hashes.Distinct()];
    }
}
