using System.Text.Json.Serialization;

namespace Ao.Core.Tests.Effects;

[JsonSerializable(typeof(Thing))]
internal sealed partial class ThingJson : JsonSerializerContext;
