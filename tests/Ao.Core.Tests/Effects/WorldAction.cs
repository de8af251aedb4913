using System.Text.Json.Serialization.Metadata;
using Ao.Effects;

namespace Ao.Core.Tests.Effects;

/// <summary>Creates something in the world; what goes wrong is chosen by the test, by the number of the call.</summary>
internal sealed class WorldAction(OutsideWorld world, OperationKey key) : IEffectAction<Thing>
{
    public JsonTypeInfo<Thing> ResultType => ThingJson.Default.Thing;

    public int Finds { get; private set; }

    public int Performs { get; private set; }

    /// <summary>Gets or sets what happens in a search before it looks.</summary>
    public Func<int, Task> OnFind { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Gets or sets what happens in a call before the world is changed.</summary>
    public Func<int, CancellationToken, Task> BeforeCreate { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Gets or sets what happens in a call after the world was changed.</summary>
    public Func<int, CancellationToken, Task> AfterCreate { get; set; } = static (_, _) => Task.CompletedTask;

    public async ValueTask<Thing?> FindAsync(CancellationToken cancellationToken)
    {
        await OnFind(++Finds);
        return world.Find(key);
    }

    public async ValueTask<Thing> PerformAsync(CancellationToken cancellationToken)
    {
        var call = ++Performs;
        await BeforeCreate(call, cancellationToken);
        var thing = world.Create(key);
        await AfterCreate(call, cancellationToken);
        return thing;
    }
}
