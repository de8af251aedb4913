namespace Ao.Duplicates;

/// <summary>What a report makes of a term.</summary>
/// <param name="Term">The term's number.</param>
/// <param name="Traits">What it looks like there. It is volatile where it is so at each place.</param>
/// <param name="Impact">How much the report is about it, from 0 to 1: occurrences by field and length, saturated.</param>
/// <param name="Emphasis">How much a search by this report asks for it.</param>
internal readonly record struct TermUse(int Term, TokenTraits Traits, float Impact, float Emphasis)
{
    /// <summary>Gets whether it differs from one occurrence of a problem to the next.</summary>
    public bool IsVolatile => (Traits & TokenTraits.Volatile) != 0;

    /// <summary>Gets whether the title has it.</summary>
    public bool IsInTitle => (Traits & TokenTraits.Title) != 0;

    /// <summary>Gets whether both the title and the rest have it: what the report is about.</summary>
    public bool IsSubject => (Traits & (TokenTraits.Title | TokenTraits.Body)) == (TokenTraits.Title | TokenTraits.Body);

    /// <summary>Gets whether it is an identifier as a whole.</summary>
    public bool IsCode => (Traits & (TokenTraits.Code | TokenTraits.Part | TokenTraits.Volatile)) == TokenTraits.Code;

    /// <summary>Gets whether it is a number.</summary>
    public bool IsNumber => (Traits & TokenTraits.Number) != 0;
}
