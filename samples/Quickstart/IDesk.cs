namespace Quickstart;

/// <summary>Something that has to be decided while the sessions work.</summary>
internal interface IDesk
{
    /// <summary>Gets whether something waits to be decided.</summary>
    bool HasWork { get; }

    /// <summary>Decides what waits, and asks the person where it is theirs to decide.</summary>
    Task ServeAsync(CancellationToken cancellationToken);
}
