namespace Ao.Hosting;

/// <summary>A part of the engine that is started and stopped with it. Stages start in the order of <see cref="Order"/> and stop in the reverse order.</summary>
internal interface IEngineStage
{
    /// <summary>Gets the place in the order of starting: journal 100, leftover commands 150, plugins 200, effects and consents 300, sessions 400, surfaces 500.</summary>
    int Order { get; }

    /// <summary>Starts the part.</summary>
    ValueTask StartAsync(CancellationToken cancellationToken);

    /// <summary>Stops the part, within the time that the token leaves it.</summary>
    ValueTask StopAsync(CancellationToken cancellationToken);
}
