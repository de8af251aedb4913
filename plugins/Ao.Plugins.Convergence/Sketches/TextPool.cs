namespace Ao.Plugins.Convergence;

/// <summary>Keeps one of texts that are equal, such as the paths of a repository, which thousands of changes name. Its size is bounded.</summary>
internal sealed class TextPool
{
    private const int MostTexts = 500_000;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    public string Share(string text)
    {
        if (_texts.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_texts.Count < MostTexts)
        {
            _texts.Add(text);
        }

        return text;
    }
}
