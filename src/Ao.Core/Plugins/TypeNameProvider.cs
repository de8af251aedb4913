using System.Reflection.Metadata;

namespace Ao.Plugins;

/// <summary>Reads the types in attributes as plain names, so that nothing has to be loaded.</summary>
internal sealed class TypeNameProvider : ICustomAttributeTypeProvider<string>
{
    private const string SystemType = "System.Type";

    public static TypeNameProvider Instance { get; } = new();

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSystemType() => SystemType;

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        return Join(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        return Join(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    /// <summary>Gives the full name without the assembly that may stand behind it.</summary>
    public string GetTypeFromSerializedName(string name) => name.Split(',', 2)[0];

    // The one enumeration in our attributes is the slot.
    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public bool IsSystemType(string type) => type == SystemType;

    public static string Join(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
