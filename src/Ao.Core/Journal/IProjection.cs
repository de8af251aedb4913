namespace Ao.Journal;

/// <summary>A state in memory that is folded from facts.</summary>
internal interface IProjection
{
    /// <summary>Takes in a fact of any kind. It is called by one thread at a time, must be quick and must not throw.</summary>
    /// <param name="fact">The fact as it stands in the journal.</param>
    /// <param name="body">Its content.</param>
    void Apply(Fact fact, object body);
}
