namespace Ao.Duplicates;

/// <summary>Where in a report a term occurs.</summary>
internal struct Occurrences
{
    private bool _known;

    /// <summary>Gets how often the title has it.</summary>
    public int InTitle { get; private set; }

    /// <summary>Gets how often the rest has it.</summary>
    public int InBody { get; private set; }

    /// <summary>Gets what it looks like.</summary>
    public TokenTraits Traits { get; private set; }

    /// <summary>Counts one more occurrence.</summary>
    public void Count(TokenTraits field, TokenTraits traits)
    {
        const TokenTraits Everywhere = TokenTraits.Volatile | TokenTraits.Part;
        var anywhere = (Traits | traits) & ~Everywhere;
        Traits = anywhere | field | (_known ? Traits & traits & Everywhere : traits & Everywhere);
        _known = true;
        if (field == TokenTraits.Title)
        {
            InTitle++;
        }
        else
        {
            InBody++;
        }
    }
}
