using System.Text.Json.Serialization.Metadata;
using Ao.Effects;

namespace Ao.Core.Tests.Effects;

/// <summary>Creates something in the world; what goes wrong is chosen by the test, by the number of the call.</summary>
internal sealed class WorldAction(OutsideWorld world, OperationKey key) : IEffectAction<Thing>
{
    public JsonTypeInfo<Thing> ResultType => ThingJson.Default.Thing;

    public bool MayRepeat { get; init; }

    public int Finds { get; private set; }

    public int Performs { get; private set; }

    /// <summary>Gets or sets what happens in a search before it looks.</summary>
    public Func<int, Task> OnFind { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Gets or sets what happens in a call before the world is changed.</summary>
    public Func<int, Task> BeforeCreate { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Gets or sets what happens in a call after the world was changed.</summary>
    public Func<int, Task> AfterCreate { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Gets or sets how late a call lands whose caller has given it up; <see langword="null"/> for at once.</summary>
    public Func<int, TimeSpan?> Delay { get; set; } = static _ => null;

    public async ValueTask<Thing?> FindAsync(CancellationToken cancellationToken)
    {
        await OnFind(++Finds);
        return world.Find(key);
    }

    public async ValueTask<Thing> PerformAsync()
    {
        var call = ++Performs;
        await BeforeCreate(call);
        if (Delay(call) is { } delay)
        {
            world.CreateLater(key, delay, MayRepeat);
            await AfterCreate(call);
            throw new OutcomeUnknownException("The client timed out.");
        }

        var thing = world.Create(key, MayRepeat);
        await AfterCreate(call);
        return thing;
    }
}
