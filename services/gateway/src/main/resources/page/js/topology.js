// Reads TopoJSON: shapes whose outlines are shared, as chains of small steps.

/** The features of one object of a topology, with polygons in degrees. */
export function features(topology, name) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((steps) => {
    let x = 0;
    let y = 0;
    return steps.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  const ring = (indices) =>
    indices.flatMap((index, i) => {
      const arc = index < 0 ? [...arcs[~index]].reverse() : arcs[index];
      return i ? arc.slice(1) : arc;
    });
  const polygon = (rings) => rings.map(ring);
  return topology.objects[name].geometries.map(({ type, id, arcs: parts }) => ({
    type: 'Feature',
    id,
    geometry: { type, coordinates: type === 'Polygon' ? polygon(parts) : parts.map(polygon) },
  }));
}
