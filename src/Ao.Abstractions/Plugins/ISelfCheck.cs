namespace Ao.Plugins;

/// <summary>The optional capability of an implementation of any slot to look at what it needs, such as a program on the machine, before it is needed.</summary>
public interface ISelfCheck
{
    /// <summary>Looks, without changing anything.</summary>
    /// <param name="cancellationToken">The token that cancels the look.</param>
    /// <returns>What was found, good and bad.</returns>
    ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default);
}
