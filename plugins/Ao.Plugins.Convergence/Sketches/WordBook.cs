namespace Ao.Plugins.Convergence;

/// <summary>The words behind the hashes, as far as they were seen: what findings are explained with. Its size is bounded.</summary>
internal sealed class WordBook
{
    private const int MostWords = 1_000_000;

    private readonly Dictionary<uint, string> _words = [];

    /// <summary>Notes a word. Of two with one hash the first in ordinal order stays, so that the order of reading does not matter.</summary>
    public void Note(uint hash, ReadOnlySpan<char> word)
    {
        if (!_words.TryGetValue(hash, out var known))
        {
            if (_words.Count < MostWords)
            {
                _words[hash] = word.ToString();
            }
        }
        else if (word.SequenceCompareTo(known) < 0)
        {
            _words[hash] = word.ToString();
        }
    }

    public string? Find(uint hash) => _words.GetValueOrDefault(hash);
}
